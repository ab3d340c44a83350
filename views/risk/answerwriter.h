// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/risk/askedcells.h"

#include <QCoreApplication>

class QWidget;

namespace safeguard {

/// Gives answers to the questions that are selected.
class AnswerWriter
{
    Q_DECLARE_TR_FUNCTIONS(AnswerWriter)

public:
    /// What answers to several do with those of them that say something else.
    enum class Others { Ask, Leave, Replace };
    struct Sentence
    {
        QString one;
        QString several;
    };

    /// \a asked may change; it is to live as long.
    AnswerWriter(Workspace &workspace, const AskedCells &asked, QWidget *parent);

    /// All that are selected, or those of them that an answer takes nothing from which cannot be
    /// seen on the card. None: it is not to be given.
    std::optional<std::vector<CellKey>>
    keysFor(Others others, const std::function<bool(const Risk &)> &isOther) const;
    /// With the threat and where it is asked: %1 and %2 of \a one, and where: %1 of \a several.
    Sentence sentence(const QString &one, const QString &several) const;
    /// An answer; true when it is stored.
    bool perform(const Sentence &sentence, const std::vector<CellKey> &keys,
                 const std::function<void(Risk &)> &change) const;
    /// What stands beside the answers, see annotate().
    bool note(const Sentence &sentence, const std::vector<CellKey> &keys,
              const std::function<void(Risk &)> &change) const;

private:
    using Write = decltype(&answer);
    bool write(const Sentence &sentence, const std::vector<CellKey> &keys,
               const std::function<void(Risk &)> &change, Write write) const;
    std::optional<Others> ask(int left) const;

    Workspace &m_workspace;
    const AskedCells &m_asked;
    QWidget *m_parent;
};

}
