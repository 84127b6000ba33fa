#include "ui/panes/callbacks/address_set.h"

#include "core/domain/callback_types.h"
#include "ui/kit/widgets.h"
#include "ui/models/callback_rows.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

namespace {

constexpr int kTypeRole = Qt::UserRole + 1;
constexpr int kMessageWidth = 330;
constexpr int kAddressMax = 512;

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

AddressSet::AddressSet(QWidget* parent)
    : QWidget(parent)
    , m_base(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_count(kit::makeCaption(QString(), this))
{
    m_base->setObjectName(QStringLiteral("callbackBase"));
    m_base->setAccessibleName(tr("Callback base URL"));
    m_base->setPlaceholderText(QStringLiteral("https://fspiop.example.com"));
    m_base->setMaxLength(kAddressMax);
    m_list->setObjectName(QStringLiteral("callbackTypes"));
    m_list->setAccessibleName(tr("Kinds of messages and their addresses"));
    m_list->setHeaderLabels({tr("Message"), tr("Address")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideMiddle); // Many kinds differ only at their end.
    m_list->header()->resizeSection(0, kMessageWidth);
    const auto add = [this](std::string_view type) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setData(0, kTypeRole, latin(type));
        item->setText(0, models::messageText(latin(type)));
        item->setToolTip(0, latin(type));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(0, Qt::Checked);
    };
    add(domain::kGenericCallback);
    for (const auto& type : domain::callbackTypes())
        add(type.type);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    const auto button = [this](const char* name, const QString& text, bool isTicked) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(QString::fromLatin1(name));
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, [this, isTicked] { tickAll(isTicked); });
        return made;
    };
    auto* head = new QHBoxLayout;
    head->addWidget(new QLabel(tr("Callback base URL"), this));
    head->addWidget(m_base, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_count, 1);
    foot->addWidget(button("tickAll", tr("Tick all"), true));
    foot->addWidget(button("tickNone", tr("Tick none"), false));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    layout->addLayout(foot);
    connect(m_base, &QLineEdit::textChanged, this, &AddressSet::showAddresses);
    connect(m_list, &QTreeWidget::itemChanged, this, &AddressSet::showAddresses);
    showAddresses();
}

QString AddressSet::addressOf(const QTreeWidgetItem& item) const
{
    const std::string base = m_base->text().trimmed().toStdString();
    if (base.empty()) return {};
    const auto* type = domain::callbackType(item.data(0, kTypeRole).toString().toStdString());
    // The generic address is the base itself, without the slash at its end.
    constexpr domain::CallbackType kGeneric{domain::kGenericCallback, {}, {}, true};
    return QString::fromStdString(domain::callbackAddress(type != nullptr ? *type : kGeneric, base));
}

void AddressSet::setPresent(const std::vector<api::EndpointRow>& present)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        auto* item = m_list->topLevelItem(i);
        for (const auto& endpoint : present)
            if (endpoint.type == item->data(0, kTypeRole).toString())
                item->setToolTip(1, tr("Now: %1").arg(endpoint.value));
    }
}

std::vector<api::EndpointRow> AddressSet::addresses() const
{
    std::vector<api::EndpointRow> out;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const auto* item = m_list->topLevelItem(i);
        const QString address = addressOf(*item);
        if (item->checkState(0) == Qt::Checked && !address.isEmpty())
            out.push_back({item->data(0, kTypeRole).toString(), address});
    }
    return out;
}

QString AddressSet::fault(bool isOptional) const
{
    const std::string base = m_base->text().trimmed().toStdString();
    if (base.empty() && isOptional) return {};
    const auto fault = domain::addressFault(domain::kGenericCallback, base);
    if (fault != domain::AddressFault::None) return models::addressFaultText(fault);
    if (base.find('?') != std::string::npos) return tr("A base URL has no part after ?.");
    return addresses().empty() ? tr("No kind of message is ticked.") : QString();
}

void AddressSet::tickAll(bool isTicked)
{
    {
        const QSignalBlocker quiet(m_list);
        for (int i = 0; i < m_list->topLevelItemCount(); ++i)
            m_list->topLevelItem(i)->setCheckState(0, isTicked ? Qt::Checked : Qt::Unchecked);
    }
    showAddresses();
}

void AddressSet::showAddresses()
{
    {
        const QSignalBlocker quiet(m_list);
        for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
            auto* item = m_list->topLevelItem(i);
            item->setText(1, item->checkState(0) == Qt::Checked ? addressOf(*item) : QString());
        }
    }
    m_list->viewport()->update();
    m_count->setText(tr("%n address(es) will be set", nullptr, static_cast<int>(addresses().size())));
    Q_EMIT changed();
}

} // namespace hub::panes
