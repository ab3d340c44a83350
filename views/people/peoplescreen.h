// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/registerscreen.h"

namespace safeguard {

class PersonPanel;

/// The staff list: beside each person what they can still reach, and how their training stands.
class PeopleScreen final : public RegisterScreen
{
    Q_OBJECT

public:
    explicit PeopleScreen(Workspace &workspace, QWidget *parent = nullptr);
};

}
