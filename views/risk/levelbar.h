// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/method.h"
#include "views/kit/tokens.h"

#include <QWidget>

class QButtonGroup;
class QLabel;

namespace safeguard {

/// How bad a level looks.
Ink inkOf(Level level);
/// Five tints behind text, so that neighbours differ. A word or letter on it says the same.
QColor tintOf(Level level);

/// One of five levels, or none: a button each, by the keys 1 to 5 while it has the keyboard; the
/// same again, or Delete, takes it back. Each tells what the level means in this project.
class LevelBar final : public QWidget
{
    Q_OBJECT

public:
    LevelBar(const QString &name, Scale scale, QWidget *parent = nullptr);
    std::optional<Level> level() const { return m_level; }
    void setLevel(std::optional<Level> level);
    void setMeanings(const Snapshot &snapshot);
    /// "Likelihood 2: between once in ten years and once a year"; empty for none.
    QString meaningOf(std::optional<Level> level) const;
    /// Of all five, a line each.
    QString meanings() const;

Q_SIGNALS:
    /// By the user.
    void picked(std::optional<safeguard::Level> level);
    /// The mouse or the keyboard is on a level; on none any more.
    void pointed(std::optional<safeguard::Level> level);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void pick(std::optional<Level> level);
    bool takeKey(int key, int at);

    QString m_name;
    Scale m_scale;
    QStringList m_meanings; ///< by level
    std::optional<Level> m_level;
    QButtonGroup *m_buttons;
    QLabel *m_word;
};

}
