// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QDialog>

namespace safeguard {

/// Verifies the file and its history and shows a line for each thing that was looked at.
class VerifyDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit VerifyDialog(Workspace &workspace, QWidget *parent = nullptr);
};

}
