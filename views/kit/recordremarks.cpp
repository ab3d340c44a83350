// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordremarks.h"

#include "model/project/rights.h"
#include "model/project/signing.h"
#include "model/store/valuetext.h"
#include "views/kit/panelparts.h"
#include "views/kit/recordevidence.h"
#include "views/kit/signdialog.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace safeguard {

namespace {

QPushButton *flatButton(const QString &words, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(words, parent);
    button->setObjectName(name);
    return button;
}

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

}

RecordRemarks::RecordRemarks(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_evidence(new RecordEvidence(workspace, this))
    , m_signatures(new QVBoxLayout)
    , m_comments(new QVBoxLayout)
    , m_text(new QPlainTextEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_evidence);
    layout->addWidget(panel::text(tr("Signatures"), QStringLiteral("section"), this));
    layout->addLayout(m_signatures);
    auto *row = new QHBoxLayout;
    m_sign = flatButton(tr("Sign\u2026"), QStringLiteral("sign-record"), this);
    auto *history =
        flatButton(tr("History of this record"), QStringLiteral("record-history"), this);
    row->addWidget(m_sign);
    row->addWidget(history);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addSpacing(6);
    layout->addWidget(panel::text(tr("Comments"), QStringLiteral("section"), this));
    layout->addLayout(m_comments);
    m_text->setObjectName(QStringLiteral("new-comment"));
    m_text->setAccessibleName(tr("New comment"));
    m_text->setPlaceholderText(tr("A question or a remark"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * 2 + 14);
    layout->addWidget(m_text);
    m_add = flatButton(tr("Add comment"), QStringLiteral("add-comment"), this);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_sign, &QPushButton::clicked, this,
            [this] { SignDialog(m_workspace, m_record, this).exec(); });
    connect(history, &QPushButton::clicked, this, [this] {
        m_workspace.go({QStringLiteral("history"), m_record.id});
    });
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_add->setEnabled(!m_text->toPlainText().trimmed().isEmpty()); });
    connect(m_add, &QPushButton::clicked, this, &RecordRemarks::store);
    connect(&workspace.project(), &Project::changed, this, [this](const Change &change) {
        if (change.touches(m_record.registerKey) ||
            change.touches(QString::fromLatin1(Comment::registerKey)) ||
            change.touches(QString::fromLatin1(Signature::registerKey)))
            refresh();
    });
    m_add->setEnabled(false);
}

void RecordRemarks::show(const RecordRef &record)
{
    if (record == m_record)
        return;
    m_record = record;
    m_evidence->show(record);
    m_text->clear();
    refresh();
}

void RecordRemarks::refresh()
{
    clear(m_signatures);
    clear(m_comments);
    const Project &project = m_workspace.project();
    const Snapshot now = project.snapshot();
    if (!now.find(m_record))
        return;
    const auto found = signaturesOf(now, m_record);
    for (const Signature *signature : found)
        addSignature(now, *signature);
    if (found.empty())
        m_signatures->addWidget(panel::text(tr("Not signed."), QStringLiteral("muted"), this));
    const auto maySign = project.canSign(Meaning::Prepared);
    m_sign->setEnabled(maySign.has_value());
    m_sign->setToolTip(maySign ? QString() : maySign.error().text);
    for (const Comment *comment : now.inOrder<Comment>()) {
        if (comment->subject == m_record)
            addComment(now, *comment);
    }
    const auto mayComment = project.canEdit(now.registers().of<Comment>());
    m_text->setEnabled(mayComment.has_value());
    m_text->setToolTip(mayComment ? QString() : mayComment.error().text);
}

void RecordRemarks::addSignature(const Snapshot &now, const Signature &signature)
{
    const SignatureState state = stateOf(signature, now);
    auto *line = flatButton(
        tr("%1 by %2, %3")
            .arg(labelOf(signature.meaning), signature.printedName, momentText(signature.signedAt)),
        QStringLiteral("signature-line"), this);
    line->setProperty("role", QStringLiteral("quiet"));
    line->setToolTip(tr("Show what was signed"));
    m_signatures->addWidget(line, 0, Qt::AlignLeft);
    m_signatures->addWidget(panel::text(nameOf(state),
                                        state == SignatureState::Current ? QStringLiteral("muted")
                                                                         : QStringLiteral("error"),
                                        this));
    connect(line, &QPushButton::clicked, this,
            [this, signature] { showSignature(m_workspace, signature, this); });
}

void RecordRemarks::addComment(const Snapshot &now, const Comment &comment)
{
    const User *author = now.find(comment.author);
    auto *who =
        panel::text(tr("%1, %2%3")
                        .arg(author ? author->fullName : QString(), momentText(comment.written),
                             comment.isResolved ? tr(", resolved") : QString()),
                    QStringLiteral("muted"), this);
    m_comments->addWidget(who);
    auto *text =
        panel::text(comment.text, comment.isResolved ? QStringLiteral("muted") : QString(), this);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_comments->addWidget(text);
    if (!m_workspace.project().mayEdit(now.registers().of<Comment>()))
        return;
    auto *resolve = flatButton(comment.isResolved ? tr("Open again") : tr("Resolve"),
                               QStringLiteral("resolve-comment"), this);
    resolve->setProperty("role", QStringLiteral("quiet"));
    m_comments->addWidget(resolve, 0, Qt::AlignLeft);
    connect(resolve, &QPushButton::clicked, this,
            [this, id = idOf(comment), to = !comment.isResolved] { this->resolve(id, to); });
}

void RecordRemarks::store()
{
    const auto done = m_workspace.project().addComment(m_record, m_text->toPlainText().trimmed());
    if (done)
        m_text->clear();
    else
        Q_EMIT m_workspace.refused(done.error());
}

void RecordRemarks::resolve(const Id<Comment> &id, bool isResolved)
{
    m_workspace.perform(isResolved ? tr("Resolve a comment") : tr("Open a comment again"),
                        [&](Edit &edit) {
                            edit.change(id, [&](Comment &c) { c.isResolved = isResolved; });
                            return Status();
                        });
}

}
