// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/levelbar.h"

#include "model/store/snapshot.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

namespace safeguard {

namespace {
constexpr int buttonWidth = 29;
}

Ink inkOf(Level level)
{
    switch (level) {
    case Level::VeryLow:
    case Level::Low:
        return Ink::Good;
    case Level::Moderate:
        return Ink::Warning;
    case Level::High:
    case Level::VeryHigh:
        return Ink::Danger;
    }
    return Ink::Muted;
}

QColor tintOf(Level level)
{
    const auto mix = [](Ink a, Ink b, qreal share) {
        const QColor from = Tokens::instance().color(a);
        const QColor to = Tokens::instance().color(b);
        const auto part = [share](int x, int y) { return qRound(x + (y - x) * share); };
        return QColor(part(from.red(), to.red()), part(from.green(), to.green()),
                      part(from.blue(), to.blue()));
    };
    switch (level) {
    case Level::VeryLow:
        return mix(Ink::Panel, Ink::GoodSoft, 0.5);
    case Level::Low:
        return Tokens::instance().color(Ink::GoodSoft);
    case Level::Moderate:
        return Tokens::instance().color(Ink::WarningSoft);
    case Level::High:
        return Tokens::instance().color(Ink::DangerSoft);
    case Level::VeryHigh:
        return mix(Ink::DangerSoft, Ink::Danger, 0.25);
    }
    return {};
}

LevelBar::LevelBar(const QString &name, Scale scale, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_scale(scale)
    , m_meanings(levelCount, QString())
    , m_buttons(new QButtonGroup(this))
    , m_word(new QLabel(this))
{
    setAccessibleName(name);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(3);
    m_buttons->setExclusive(false); // picking the same again takes it back
    for (int i = 0; i < levelCount; ++i) {
        auto *button = new QToolButton(this);
        button->setText(QString::number(i + 1));
        button->setCheckable(true);
        button->setProperty("role", QStringLiteral("level"));
        button->setAccessibleName(tr("%1: %2").arg(name, labelOf(static_cast<Level>(i))));
        button->setToolTip(labelOf(static_cast<Level>(i)));
        button->setFixedWidth(buttonWidth);
        button->installEventFilter(this);
        m_buttons->addButton(button, i);
        row->addWidget(button);
    }
    m_word->setFixedWidth(fontMetrics().horizontalAdvance(labelOf(Level::VeryHigh)) + 8);
    row->addSpacing(4);
    row->addWidget(m_word);
    row->addStretch(1);
    setLevel(std::nullopt);
    connect(m_buttons, &QButtonGroup::idClicked, this, [this](int index) {
        const auto level = static_cast<Level>(index);
        pick(level == m_level ? std::nullopt : std::optional(level));
    });
}

void LevelBar::setLevel(std::optional<Level> level)
{
    m_level = level;
    const int tabbed = level ? static_cast<int>(*level) : 0; // one stop for Tab, not five
    for (int i = 0; i < levelCount; ++i) {
        m_buttons->button(i)->setChecked(level == static_cast<Level>(i));
        m_buttons->button(i)->setFocusPolicy(i == tabbed ? Qt::StrongFocus : Qt::ClickFocus);
    }
    m_word->setText(level ? labelOf(*level) : QString());
}

void LevelBar::setMeanings(const Snapshot &snapshot)
{
    for (const ScaleWord &word : snapshot.rows<ScaleWord>()) {
        if (word.scale != m_scale)
            continue;
        m_meanings[static_cast<int>(word.level)] = word.meaning;
        QAbstractButton *button = m_buttons->button(static_cast<int>(word.level));
        button->setToolTip(tr("%1: %2").arg(labelOf(word.level), word.meaning));
        button->setAccessibleDescription(word.meaning);
    }
}

QString LevelBar::meaningOf(std::optional<Level> level) const
{
    if (!level)
        return {};
    const int index = static_cast<int>(*level);
    return tr("%1 %2, %3: %4")
        .arg(m_name, QString::number(index + 1), labelOf(*level).toLower(), m_meanings[index]);
}

QString LevelBar::meanings() const
{
    QStringList lines;
    for (int i = 0; i < levelCount; ++i)
        lines += tr("%1 %2: %3").arg(i + 1).arg(labelOf(static_cast<Level>(i)), m_meanings[i]);
    return lines.join(u'\n');
}

void LevelBar::pick(std::optional<Level> level)
{
    setLevel(level);
    Q_EMIT picked(level);
}

bool LevelBar::takeKey(int key, int at)
{
    const int digit = key - Qt::Key_1;
    if (digit >= 0 && digit < levelCount) {
        pick(static_cast<Level>(digit));
        m_buttons->button(digit)->setFocus();
    } else if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const int to = qBound(0, at + (key == Qt::Key_Right ? 1 : -1), levelCount - 1);
        m_buttons->button(to)->setFocus();
    } else if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
        pick(std::nullopt);
    } else {
        return false;
    }
    return true;
}

bool LevelBar::eventFilter(QObject *watched, QEvent *event)
{
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (event->type() == QEvent::Enter || event->type() == QEvent::FocusIn)
        Q_EMIT pointed(static_cast<Level>(m_buttons->id(button)));
    if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut)
        Q_EMIT pointed(std::nullopt);
    if (event->type() != QEvent::KeyPress)
        return false;
    return takeKey(static_cast<QKeyEvent *>(event)->key(), m_buttons->id(button));
}

}
