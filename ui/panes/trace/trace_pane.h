#pragma once

#include "ui/kit/span_timeline.h"
#include "ui/panes/pane.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

namespace hub::panes {

/// The timeline of one transfer or trace: tree and bars, what the chosen hop carries beside it.
class TracePane final : public Pane
{
    Q_OBJECT
public:
    explicit TracePane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;

private:
    void buildHead();
    void lookUp(const QString& text);
    void showTrace(const api::Trace& trace);
    void showSpan(const QString& id);
    void addAttribute(const QString& name, const QString& value);

    QLineEdit* m_id;
    QLabel* m_summary;
    QPushButton* m_transfer;
    QPushButton* m_copy;
    kit::SpanTimeline* m_timeline;
    kit::StatefulView* m_view;
    QLabel* m_spanName;
    QFormLayout* m_attributes;
    QWidget* m_side;
    api::Trace m_trace;
    QString m_transferId;
    quint64 m_asked = 0;
};

} // namespace hub::panes
