// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace safeguard::report {

/// Told how far the work is (0 to 1), answers whether to go on. Called from the working thread.
using Progress = std::function<bool(double)>;

/// Thrown inside this folder when Progress said no; toPdf() turns it into ErrorCode::Cancelled.
struct Cancelled
{};

/// One stage's share of the whole progress.
class Stage final
{
public:
    Stage(const Progress &progress, double from, double to)
        : m_progress(&progress)
        , m_from(from)
        , m_to(to)
    {}
    /// Throws Cancelled.
    void reached(double share) const
    {
        if (*m_progress && !(*m_progress)(m_from + (m_to - m_from) * share))
            throw Cancelled();
    }
    /// The stretch from \a from to \a to of this stage.
    Stage part(double from, double to) const
    {
        const double length = m_to - m_from;
        return Stage(*m_progress, m_from + length * from, m_from + length * to);
    }

private:
    const Progress *m_progress;
    double m_from;
    double m_to;
};

}
