// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/binder.h"

namespace safeguard {

/// A business associate agreement with a company to begin with, from our own template: who it is
/// between, the services, data and systems that it has to name by the map, and breach notice no
/// longer than the shortest that our customers give us. Marked as a draft at its top and on every
/// page; what people have to fill in stands in brackets and is listed. As text by
/// report::toPlainText(). Errors: NotFound when the company is not there in that direction.
Result<report::Document> draftAgreement(const Derived &derived, const Id<Company> &company,
                                        Direction direction, const BinderFacts &facts);

/// In which direction one is drafted when nobody says: with a company that is both, downstream.
Direction draftDirection(const Company &company);

}
