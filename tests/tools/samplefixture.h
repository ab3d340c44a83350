// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/sample/sample.h"
#include "tests/tools/projectfixture.h"

#include <QFile>

namespace safeguard::testing {

/// The worked example in the place of the fixture's empty project, as of the time of its clock.
inline Status takeSample(ProjectFixture &fixture)
{
    fixture.project.reset();
    QFile::remove(fixture.path());
    auto made = createSample(fixture.path(), someProject(), fixture.clock);
    SG_TRY(made);
    fixture.project = *std::move(made);
    return {};
}

}
