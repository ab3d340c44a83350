// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/duedates.h"

#include "model/base/endedelsewhere.h"

namespace safeguard {

DueDates::DueDates(const Deriver &deriver, QObject *parent)
    : QObject(parent)
    , m_deriver(deriver)
{
    connect(&deriver, &Deriver::derived, this, &DueDates::work);
    if (deriver.latest())
        work();
}

bool DueDates::isCurrent() const
{
    return m_latest && m_deriver.isCurrent() && m_latest->derived == m_deriver.latest();
}

void DueDates::work()
{
    m_job.start(
        [derived = m_deriver.latest()](const auto &) -> std::shared_ptr<const Found> {
            auto all = deadlinesOf(derived->map.snapshot(), derived->training.duties());
            return endedElsewhere<Found>(
                std::make_shared<const Found>(Found{derived, std::move(all)}));
        },
        [this](std::shared_ptr<const Found> found) {
            m_latest = std::move(found);
            Q_EMIT changed();
        });
}

}
