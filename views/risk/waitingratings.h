// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/answering.h"
#include "views/kit/workspace.h"

#include <map>

namespace safeguard {

/// The levels of a rating, and nothing else of the risk.
void copyRating(const Risk &from, Risk &to);
bool isRatedAlike(const Risk &a, const Risk &b);

/// Ratings that are not whole yet. They are kept in the user's view state and found again after the
/// project was closed.
class WaitingRatings
{
public:
    explicit WaitingRatings(Project &project);
    void save();

    /// Null when nothing waits there.
    const Risk *find(const CellKey &key) const;
    void keep(const CellKey &key, const Risk &rating);
    /// True when something waited there.
    bool drop(const CellKey &key);

private:
    void load();

    Project &m_project;
    std::map<CellKey, Risk> m_ratings;
    bool m_isSaved = true;
};

}
