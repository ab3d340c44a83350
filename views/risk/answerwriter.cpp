// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/answerwriter.h"

#include <QMessageBox>
#include <QPushButton>

namespace safeguard {

AnswerWriter::AnswerWriter(Workspace &workspace, const AskedCells &asked, QWidget *parent)
    : m_workspace(workspace)
    , m_asked(asked)
    , m_parent(parent)
{}

/// None: cancelled.
std::optional<AnswerWriter::Others> AnswerWriter::ask(int left) const
{
    QMessageBox box(QMessageBox::Question, tr("Several threats are selected"),
                    tr("%n of the selected threats have another answer already.", nullptr, left),
                    QMessageBox::Cancel, m_parent);
    box.setObjectName(QStringLiteral("answer-others"));
    box.setInformativeText(tr("Leave them as they are, or give them this answer too?"));
    auto *leave = box.addButton(tr("Leave them"), QMessageBox::AcceptRole);
    auto *replace = box.addButton(tr("Replace them too"), QMessageBox::DestructiveRole);
    leave->setObjectName(QStringLiteral("leave-others"));
    replace->setObjectName(QStringLiteral("replace-others"));
    box.setDefaultButton(leave);
    box.exec();
    if (box.clickedButton() == replace)
        return Others::Replace;
    return box.clickedButton() == leave ? std::optional(Others::Leave) : std::nullopt;
}

std::optional<std::vector<CellKey>>
AnswerWriter::keysFor(Others others, const std::function<bool(const Risk &)> &isOther) const
{
    const Snapshot now = m_workspace.project().snapshot();
    std::vector<CellKey> alike{m_asked.key()};
    for (size_t i = 1; i < m_asked.keys().size(); ++i) {
        if (!isOther(m_asked.storedRisk(now, m_asked.keys()[i])))
            alike.push_back(m_asked.keys()[i]);
    }
    const auto all = m_asked.keys();
    const int left = static_cast<int>(all.size() - alike.size());
    if (left == 0)
        return all;
    if (others == Others::Ask) {
        const auto choice = ask(left);
        if (choice == Others::Replace)
            return all;
        if (!choice)
            return std::nullopt;
    }
    m_workspace.say(tr("%n of the selected threats were left as they are", nullptr, left));
    return alike;
}

AnswerWriter::Sentence AnswerWriter::sentence(const QString &one, const QString &several) const
{
    const RecordRef &subject = m_asked.target().subject;
    const QString where = m_asked.snapshot().title(subject.registerKey, subject.id);
    return {one.arg(m_asked.threat().name, where), several.arg(where)};
}

bool AnswerWriter::perform(const Sentence &sentence, const std::vector<CellKey> &keys,
                           const std::function<void(Risk &)> &change) const
{
    return write(sentence, keys, change, &answer);
}

bool AnswerWriter::note(const Sentence &sentence, const std::vector<CellKey> &keys,
                        const std::function<void(Risk &)> &change) const
{
    return write(sentence, keys, change, &annotate);
}

bool AnswerWriter::write(const Sentence &sentence, const std::vector<CellKey> &keys,
                         const std::function<void(Risk &)> &change, Write write) const
{
    if (m_asked.isEmpty() || keys.empty() || !m_asked.mayBeAnswered())
        return false;
    const AskedCells asked = m_asked; // what it tells may show another cell meanwhile
    const auto cells = keys;
    return m_workspace.perform(
        cells.size() == 1 ? sentence.one : sentence.several,
        [&](Edit &edit) { return write(edit, asked.risks(), cells, change); });
}

}
