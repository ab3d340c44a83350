// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/receipt.h"

#include <QDialog>

namespace safeguard {

/// A receipt as a QR code that an auditor photographs.
class ReceiptCode final : public QDialog
{
    Q_OBJECT

public:
    explicit ReceiptCode(const Receipt &receipt, QWidget *parent = nullptr);
};

}
