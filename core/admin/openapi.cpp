#include "core/admin/routes.h"
#include "core/base/check.h"

#include <QFile>

static void initOpenApiResource()
{
    // The resource lies in a static library: without this the linker leaves it out.
    Q_INIT_RESOURCE(openapi);
}

namespace hub::admin {

const std::string& operatorOpenApi()
{
    static const std::string kDocument = [] {
        initOpenApiResource();
        QFile file(QStringLiteral(":/openapi/operator.json"));
        HUB_CHECK(file.open(QIODevice::ReadOnly));
        return file.readAll().toStdString();
    }();
    return kDocument;
}

} // namespace hub::admin
