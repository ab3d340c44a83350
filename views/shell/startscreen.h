// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace safeguard {

/// Before a project is open: create, open, the worked example, what was open lately.
class StartScreen final : public QWidget
{
    Q_OBJECT

public:
    explicit StartScreen(QWidget *parent = nullptr);
    void refresh();

Q_SIGNALS:
    void createAsked();
    void sampleAsked();
    void openAsked(const QString &path);
    void fileDialogAsked();
    void restoreAsked();

private:
    QVBoxLayout *m_recent;
};

}
