// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/noticebar.h"

#include "views/kit/icon.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace safeguard {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_words(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("notice-bar"));
    setProperty("role", QStringLiteral("notice"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 2, 8, 2);
    m_words->setObjectName(QStringLiteral("notice-words"));
    m_words->setTextFormat(Qt::PlainText);
    m_button->setObjectName(QStringLiteral("notice-go"));
    m_button->setProperty("role", QStringLiteral("quiet"));
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("notice-close"));
    close->setIcon(icon(QStringLiteral("close"), Ink::OnAccentSoft));
    close->setAccessibleName(tr("Put this line away"));
    close->setToolTip(tr("Put this line away"));
    layout->addWidget(m_words);
    layout->addWidget(m_button);
    layout->addStretch(1);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &NoticeBar::forget);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const Address to = m_address;
        forget();
        Q_EMIT asked(to);
    });
    hide();
}

void NoticeBar::tell(const QString &words, const QString &button, const Address &address)
{
    m_words->setText(words);
    m_button->setText(button);
    m_address = address;
    setVisible(!words.isEmpty());
}

void NoticeBar::retell(const QString &words)
{
    if (!isHidden())
        tell(words, m_button->text(), m_address);
}

void NoticeBar::forget()
{
    m_words->clear();
    m_address = {};
    hide();
}

}
