#pragma once

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QScrollArea>

namespace hub::kit {

/// Names and values under each other, selectable; an empty value is an em dash. Scrolls. GUI thread.
class FactSheet final : public QScrollArea
{
    Q_OBJECT
public:
    enum class Shape { Text, Mono };
    explicit FactSheet(QWidget* parent = nullptr);
    void clear();
    /// A long identifier (`Mono`) is shortened, its tooltip and text() hold more of it.
    void add(const QString& name, const QString& value, Shape shape = Shape::Text);
    /// A heading over the rows that follow.
    void addSection(const QString& title);
    /// All rows as lines `name: value`, for the clipboard.
    const QString& text() const { return m_text; }

private:
    QWidget* m_page;
    QFormLayout* m_form;
    QString m_text;
};

} // namespace hub::kit
