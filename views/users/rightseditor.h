// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/user.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;

namespace safeguard {

/// Asks for a role, says what it may do, and for a contributor in which areas.
class RightsEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit RightsEditor(QWidget *parent = nullptr);

    Rights rights() const;
    void setRights(const Rights &rights);
    /// A contributor without any area may edit nothing.
    bool isReady() const;

Q_SIGNALS:
    void changed();

private:
    void refresh();

    QComboBox *m_role;
    QLabel *m_about;
    QWidget *m_areaBox;
    std::vector<QCheckBox *> m_areas;
};

}
