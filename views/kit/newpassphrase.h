// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/secret.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace safeguard {

/// Asks for a new passphrase, twice, and says what it is worth.
class NewPassphrase final : public QWidget
{
    Q_OBJECT

public:
    explicit NewPassphrase(QWidget *parent = nullptr);

    /// Something is typed, and twice the same.
    bool isReady() const;
    /// What was typed; both lines are empty afterwards.
    Secret take();
    void clear();

Q_SIGNALS:
    void changed();
    /// Enter in the second line.
    void entered();

private:
    void refresh();

    QLineEdit *m_first;
    QLabel *m_strength;
    QLineEdit *m_again;
    QLabel *m_problem;
};

}
