// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/newpassphrase.h"

#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <zxcvbn.h>

namespace safeguard {

NewPassphrase::NewPassphrase(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_first = panel::addLine(layout, tr("New passphrase"), QStringLiteral("new-passphrase"), true);
    m_strength = panel::text({}, QStringLiteral("muted"), this);
    m_strength->setObjectName(QStringLiteral("strength"));
    layout->addWidget(m_strength);
    m_again = panel::addLine(layout, tr("New passphrase again"), QStringLiteral("passphrase-again"),
                             true);
    m_problem = panel::text({}, QStringLiteral("error"), this);
    m_problem->hide();
    layout->addWidget(m_problem);
    setFocusProxy(m_first);
    for (QLineEdit *line : {m_first, m_again})
        connect(line, &QLineEdit::textChanged, this, &NewPassphrase::refresh);
    connect(m_first, &QLineEdit::returnPressed, m_again, qOverload<>(&QWidget::setFocus));
    connect(m_again, &QLineEdit::returnPressed, this, &NewPassphrase::entered);
    refresh();
}

bool NewPassphrase::isReady() const
{
    return !m_first->text().isEmpty() && m_first->text() == m_again->text();
}

Secret NewPassphrase::take()
{
    Secret secret = panel::takeSecret(m_first);
    (void)panel::takeSecret(m_again);
    return secret;
}

void NewPassphrase::clear()
{
    (void)take();
}

void NewPassphrase::refresh()
{
    // What text() gives shares the line's own memory; only the bytes below are a copy.
    QByteArray utf8 = m_first->text().toUtf8();
    const double bits = ZxcvbnMatch(utf8.constData(), nullptr, nullptr);
    if (utf8.isEmpty())
        m_strength->setText(
            tr("Several words that do not belong together are strong and easy to remember."));
    else if (bits < 40)
        m_strength->setText(tr("Weak: it could be guessed."));
    else if (bits < 60)
        m_strength->setText(tr("Fair: add a word or two."));
    else
        m_strength->setText(tr("Strong."));
    wipe(utf8);
    const bool differ = !m_again->text().isEmpty() && m_again->text() != m_first->text();
    m_problem->setText(differ ? tr("The two passphrases differ.") : QString());
    m_problem->setVisible(differ);
    Q_EMIT changed();
}

}
