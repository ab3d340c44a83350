// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/agreementbars.h"

#include <algorithm>

namespace safeguard {

namespace {

/// A term may end after the time and its notice lie within.
std::vector<AgreementBar::Notice> noticesOf(const Agreement &agreement, QDate from, QDate to)
{
    std::vector<AgreementBar::Notice> notices;
    const int days = agreement.noticeDays.value_or(0);
    QDate day = from.addDays(-std::max(0, days));
    for (;;) {
        const auto term = termOf(agreement, day);
        if (!term || !term->notice || *term->notice > to)
            return notices;
        notices.push_back({*term->notice, term->notice->addDays(days)});
        day = term->notice->addDays(1);
    }
}

std::optional<AgreementBar> barOf(const Agreement &agreement, QDate today, QDate from, QDate to)
{
    const auto begins = agreement.begins();
    const bool isExecuted = agreement.status == AgreementStatus::Executed ||
                            agreement.status == AgreementStatus::Terminated;
    if (!isExecuted || !begins || *begins > to)
        return {};
    AgreementBar bar;
    bar.agreement = idOf(agreement);
    bar.begins = *begins;
    bar.state = stateOf(agreement, today);
    if (const auto term = termOf(agreement, today)) {
        bar.ends = term->ends;
        bar.renews = term->renews;
        if (term->notice && *term->notice <= term->ends)
            bar.notice = term->notice;
    }
    if (bar.ends && !bar.renews && (*bar.ends < from || *bar.ends < bar.begins))
        return {};
    if (bar.renews)
        bar.notices = noticesOf(agreement, std::max(from, *begins), to);
    return bar;
}

/// By the day on which something is to be done; then what has no such day; what has ended last.
std::pair<int, QDate> urgency(const AgreementBar &bar, QDate today)
{
    if (bar.notice)
        return {0, *bar.notice};
    if (!bar.ends)
        return {1, {}};
    return {*bar.ends < today ? 2 : 0, *bar.ends};
}

}

std::vector<AgreementBar> agreementBars(const Snapshot &snapshot, QDate from, QDate to)
{
    std::vector<AgreementBar> bars;
    const QDate today = snapshot.today();
    for (const Agreement *agreement : snapshot.inOrder<Agreement>()) {
        if (auto bar = barOf(*agreement, today, from, to))
            bars.push_back(*std::move(bar));
    }
    std::stable_sort(bars.begin(), bars.end(), [&](const auto &a, const auto &b) {
        return urgency(a, today) < urgency(b, today);
    });
    return bars;
}

}
