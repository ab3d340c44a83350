// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/binder.h"

namespace safeguard {

/// That a person completed a course: one page, from the newest record that counts. Errors:
/// NotFound, without such a record; the words say what is on record instead.
Result<report::Document> trainingCertificate(const Derived &derived, const Id<Person> &person,
                                             const Id<Course> &course, const BinderFacts &facts);
/// The same as PDF. Errors: also as report::toPdf().
Result<report::Rendered> renderCertificate(const Derived &derived, const Id<Person> &person,
                                           const Id<Course> &course, const BinderFacts &facts);

}
