// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/signdialog.h"

#include "model/project/rights.h"
#include "model/project/signing.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFontDatabase>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>

namespace safeguard {

namespace {

/// So that it can be compared by eye, and wraps.
QString inGroups(const QString &text)
{
    constexpr qsizetype size = 8;
    QStringList groups;
    for (qsizetype at = 0; at < text.size(); at += size)
        groups += text.mid(at, size);
    return groups.join(u' ');
}

/// The very bytes, as they are.
QPlainTextEdit *makeStatement(const QString &text, QWidget *parent)
{
    auto *shown = new QPlainTextEdit(text, parent);
    shown->setObjectName(QStringLiteral("signed-text"));
    shown->setReadOnly(true);
    shown->setAccessibleName(SignDialog::tr("What is signed"));
    shown->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    shown->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    return shown;
}

}

SignDialog::SignDialog(Workspace &workspace, RecordRef record, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_record(std::move(record))
    , m_meaning(new QComboBox(this))
{
    setObjectName(QStringLiteral("sign-dialog"));
    setWindowTitle(tr("Sign"));
    setMinimumWidth(520);
    const Project &project = workspace.project();
    const Snapshot now = project.snapshot();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(panel::text(now.describe(m_record), QStringLiteral("heading"), this));
    layout->addWidget(
        panel::text(tr("Your signature is bound to the record as it is now and can be neither "
                       "changed nor removed. The record stays editable; a later edit shows the "
                       "signature as superseded."),
                    QStringLiteral("muted"), this));
    Signature preview;
    preview.subject = m_record;
    preview.printedName = project.user().fullName;
    const QString text = statementOf(preview, project.user(), project.projectId(), now);
    auto *statement = makeStatement(text.section(QStringLiteral("\n\n"), 1), this);
    statement->setMaximumHeight(180);
    layout->addWidget(statement);
    layout->addWidget(panel::text(tr("Meaning of the signature"), {}, this));
    m_meaning->setObjectName(QStringLiteral("sign-meaning"));
    m_meaning->setAccessibleName(tr("Meaning of the signature"));
    for (size_t i = 0; i < choices(Meaning()).size(); ++i) {
        if (project.canSign(static_cast<Meaning>(i)))
            m_meaning->addItem(choices(Meaning())[i].label, static_cast<int>(i));
    }
    layout->addWidget(m_meaning);
    m_passphrase = panel::addLine(layout, tr("Passphrase of %1").arg(project.user().name),
                                  QStringLiteral("sign-passphrase"), true);
    m_error = panel::text({}, QStringLiteral("error"), this);
    m_error->setObjectName(QStringLiteral("sign-error"));
    m_error->hide();
    layout->addWidget(m_error);
    m_progress = panel::addProgress(layout);
    auto *buttons = new QHBoxLayout;
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("sign-cancel"), false, this);
    m_sign = panel::addButton(tr("Sign"), QStringLiteral("sign-accept"), true, this);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_sign);
    layout->addLayout(buttons);
    connect(m_passphrase, &QLineEdit::textChanged, this, &SignDialog::refresh);
    connect(m_sign, &QPushButton::clicked, this, &SignDialog::submit);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_passphrase->setFocus();
    refresh();
}

void SignDialog::choose(Meaning meaning)
{
    m_meaning->setCurrentIndex(m_meaning->findData(static_cast<int>(meaning)));
}

Meaning SignDialog::meaning() const
{
    return static_cast<Meaning>(m_meaning->currentData().toInt());
}

void SignDialog::refresh()
{
    m_progress->setVisible(m_isBusy);
    m_passphrase->setEnabled(!m_isBusy);
    m_meaning->setEnabled(!m_isBusy);
    m_sign->setEnabled(!m_isBusy && !m_passphrase->text().isEmpty() && m_meaning->count() > 0);
}

void SignDialog::submit()
{
    auto passphrase = std::make_shared<const Secret>(panel::takeSecret(m_passphrase));
    m_isBusy = true;
    m_error->hide();
    refresh();
    auto *watcher = new QFutureWatcher<Result<Change>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        finish(watcher->result());
    });
    watcher->setFuture(m_workspace.project().signLong(m_record, meaning(), std::move(passphrase)));
}

void SignDialog::finish(const Result<Change> &done)
{
    m_isBusy = false;
    refresh();
    if (done) {
        m_workspace.say(tr("Signed: %1").arg(labelOf(meaning())));
        accept();
        return;
    }
    m_error->setText(wholeText(done.error()));
    m_error->show();
    m_passphrase->setFocus();
}

void showSignature(Workspace &workspace, const Signature &signature, QWidget *parent)
{
    const Snapshot now = workspace.project().snapshot();
    const SignatureState state = stateOf(signature, now);
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("signature-shown"));
    dialog.setWindowTitle(
        SignDialog::tr("Signature %1").arg(now.registers().of<Signature>().citeNumber(signature)));
    dialog.resize(620, 520);
    auto *layout = new QVBoxLayout(&dialog);
    layout->setSpacing(8);
    layout->addWidget(panel::text(
        SignDialog::tr("%1 by %2").arg(labelOf(signature.meaning), signature.printedName),
        QStringLiteral("heading"), &dialog));
    layout->addWidget(panel::text(
        SignDialog::tr("%1 UTC. %2.")
            .arg(signature.signedAt.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), nameOf(state)),
        state == SignatureState::Current ? QStringLiteral("muted") : QStringLiteral("error"),
        &dialog));
    if (state == SignatureState::Superseded) {
        const QStringList different = changedSince(signature, now);
        layout->addWidget(panel::text(different.isEmpty()
                                          ? SignDialog::tr("Only what is drawn is different.")
                                          : different.join(u'\n'),
                                      {}, &dialog));
    }
    layout->addWidget(makeStatement(signature.text, &dialog), 1);
    layout->addWidget(panel::text(
        SignDialog::tr("Ed25519 signature over this text: %1").arg(inGroups(signature.signature)),
        QStringLiteral("muted"), &dialog));
    auto *close =
        panel::addButton(SignDialog::tr("Close"), QStringLiteral("signature-close"), true, &dialog);
    layout->addWidget(close, 0, Qt::AlignRight);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
    dialog.exec();
}

}
