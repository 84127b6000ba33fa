#include "ui/panes/accounts/cap_form.h"

#include "ui/kit/figures.h"
#include "ui/models/wording.h"

namespace hub::panes {

domain::Amount shareOf(domain::Amount whole, domain::Amount percent, int decimals)
{
    constexpr std::int64_t kUnitsPerWhole = 100 * domain::Amount::kScale;
    std::int64_t step = domain::Amount::kScale;
    for (int i = 0; i < decimals; ++i)
        step /= 10;
    const auto exact = whole.scaled(percent.toColumn(), kUnitsPerWhole).toColumn();
    return domain::Amount::fromUnits(exact - exact % step);
}

CapForm::CapForm(ActionDialog& form, const api::LimitRow& limit, domain::Amount position,
                 std::optional<domain::Amount> held)
    : m_limit(limit)
    , m_position(position)
    , m_held(held)
    , m_mode(new QComboBox(&form))
{
    m_mode->setObjectName(QStringLiteral("capMode"));
    m_mode->setAccessibleName(tr("How the cap is given"));
    m_mode->addItem(tr("Set to an amount"), SetTo);
    m_mode->addItem(tr("Raise by an amount"), RaiseBy);
    m_mode->addItem(tr("Lower by an amount"), LowerBy);
    if (held && !held->isNegative()) {
        m_mode->addItem(tr("Percent of the funds held"), PercentOfHeld);
        m_mode->addItem(tr("Follows the funds held, percent"), FollowHeld);
    }
    m_entry = form.addAmount(tr("New cap, %1").arg(models::currencyText(limit.currency)),
                             QStringLiteral("newCap"), limit.currency.decimals());
    m_entry->setAmount(limit.cap);
    if (limit.liquidityPercentHundredths > 0 && m_mode->findData(FollowHeld) >= 0) {
        m_mode->setCurrentIndex(m_mode->findData(FollowHeld));
        showMode();
    }
    form.addWidget(tr("Given as"), m_mode);
    form.setFault([this] { return fault(); });
    form.setOutcome([this] { return outcome(); });
    QObject::connect(m_mode, &QComboBox::currentIndexChanged, &form, [this, dialog = &form] {
        showMode();
        dialog->check();
    });
}

void CapForm::showMode()
{
    const bool isShare = mode() == PercentOfHeld || mode() == FollowHeld;
    m_entry->setDecimals(isShare ? 2 : m_limit.currency.decimals());
    if (mode() == SetTo)
        m_entry->setAmount(m_limit.cap);
    else if (mode() == FollowHeld && m_limit.liquidityPercentHundredths > 0)
        m_entry->setAmount(domain::Amount::fromUnits(std::int64_t{m_limit.liquidityPercentHundredths} * 100));
    else
        m_entry->clear();
    m_entry->setFocus();
}

std::optional<domain::Amount> CapForm::cap() const
{
    const auto entry = m_entry->amount();
    if (!entry || entry->isNegative()) return std::nullopt;
    switch (mode()) {
    case RaiseBy:
        return m_limit.cap + *entry;
    case LowerBy:
        return m_limit.cap < *entry ? std::nullopt : std::optional(m_limit.cap - *entry);
    case PercentOfHeld:
        if (*entry > domain::Amount::fromMajor(1000)) return std::nullopt;
        return shareOf(m_held.value_or(domain::Amount()), *entry, m_limit.currency.decimals());
    case FollowHeld:
        if (*entry > domain::Amount::fromMajor(100) || entry->isZero()) return std::nullopt;
        return domain::capOfLiquidity(m_held.value_or(domain::Amount()),
                                      static_cast<std::int32_t>(entry->toColumn() / 100), m_limit.currency);
    default:
        return entry;
    }
}

std::optional<api::LimitRow> CapForm::limit() const
{
    const auto after = cap();
    if (!after) return std::nullopt;
    api::LimitRow changed = m_limit;
    changed.cap = *after;
    changed.liquidityPercentHundredths =
        mode() == FollowHeld ? static_cast<int>(m_entry->amount()->toColumn() / 100) : 0;
    return changed;
}

QString CapForm::fault() const
{
    if (!m_entry->amount()) return tr("An exact amount is needed.");
    const auto changed = limit();
    if (!changed) return tr("This comes to no cap.");
    const bool isSame = changed->cap == m_limit.cap &&
                        changed->liquidityPercentHundredths == m_limit.liquidityPercentHundredths;
    return isSame ? tr("This is the cap that is set already.") : QString();
}

QString CapForm::outcome() const
{
    const auto after = *cap();
    const auto headroom = after - m_position;
    QStringList lines{tr("Cap before %1, after %2.")
                          .arg(models::moneyText(m_limit.cap, m_limit.currency),
                               models::moneyText(after, m_limit.currency))};
    lines << (headroom.isNegative()
                  ? tr("The position is above this cap: every payment out is refused until it falls.")
                  : tr("Headroom after this: %1.").arg(models::moneyText(headroom, m_limit.currency)));
    if (mode() == FollowHeld)
        lines << tr("The hub sets it anew whenever the funds held change.");
    else if (m_limit.liquidityPercentHundredths > 0)
        lines << tr("It no longer follows the funds held.");
    if (m_held && after > *m_held)
        lines << tr("The cap is then above the funds held, %1.")
                     .arg(models::moneyText(*m_held, m_limit.currency));
    return lines.join(QLatin1Char('\n'));
}

} // namespace hub::panes
