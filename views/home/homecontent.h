// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/duedates.h"
#include "views/kit/workspace.h"

#include <array>

namespace safeguard {

/// A line of a panel of Home.
struct HomeRow
{
    QString lead; ///< a day, a share
    QString what;
    QString badge;
    Ink ink = Ink::Muted;
    Address to;
};
using HomeRows = std::vector<HomeRow>;

/// A part of a whole that a picture shows, with its words.
struct HomePart
{
    QString words;
    double amount = 0;
    Ink ink = Ink::Muted;
};

/// A panel: a picture, the figures that it shows in words, and the table of what it is made of.
struct HomeContent
{
    QString figure; ///< in the middle of the ring: "82 %"
    std::vector<HomePart> parts;
    QString empty; ///< said instead, when there is nothing to show
    HomeRows rows;
};

/// How many deadlines there are on each of the coming days, by what binds to them.
struct HomeDay
{
    std::array<int, forceCount> counts{};
};

/// Today and 30 more, as the calendar counts them.
inline constexpr int homeDays = 31;
/// Today first.
std::vector<HomeDay> comingDays(const DueDates::Found &found);
HomeContent comingContent(const DueDates::Found &found);
/// By course, the lowest share first.
HomeContent trainingContent(const Derived &derived);
/// Who is without cover, then what is to be renewed or cancelled first.
HomeContent agreementContent(const DueDates::Found &found);

/// What would help most, while the project lacks something that the rest rests on.
struct NextStep
{
    QString title;
    QString words;
    QString button;
    QString screen;
};
std::optional<NextStep> nextStep(const Derived &derived);

}
