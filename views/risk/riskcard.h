// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/answering.h"
#include "views/kit/workspace.h"
#include "views/risk/levelbar.h"

#include <map>

class QFrame;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QSplitter;
class QVBoxLayout;

namespace safeguard {

class AnswerHistory;
class ComboBox;
class Treatments;

/// One question of the analysis with what is on record about it, and below it the answer. An answer
/// is stored as soon as it is whole, for all cells that are selected; until then it waits here, and
/// is found again also after the project was closed.
class RiskCard final : public QWidget
{
    Q_OBJECT

public:
    explicit RiskCard(Workspace &workspace, QWidget *parent = nullptr);
    /// Shows the first cell; answers go to all of them. None: the card is empty. \a whyNot says why
    /// nothing can be answered; empty when it can.
    void show(std::shared_ptr<const Derived> derived, const std::vector<const RiskCell *> &cells,
              const QString &whyNot);

    /// What keys in the list do. The likelihood waits for the impact.
    void keyLikelihood(Level level);
    /// Of what the threat harms. True when the answer is stored.
    bool keyImpact(Level level);
    /// Takes back what is not stored yet. True when there was something.
    bool dropWaiting();
    /// Where the parts of the card lie, and back there.
    QByteArray arrangement() const;
    void arrange(const QByteArray &arrangement);
    /// Keeps what waits in the user's view state.
    void saveWaiting();
    /// True when there was something to confirm and it is stored.
    bool confirm();
    /// Puts the keyboard where the reason is typed.
    void askWhyNot();

Q_SIGNALS:
    /// The reason was given by Enter, and the keyboard may go back to the list.
    void reasonGiven();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Sentence
    {
        QString one;
        QString several;
    };
    using Cell = std::pair<AnyId, AnyId>; ///< subject, threat

    /// What answers to several do with those of them that say something else.
    enum class Others { Ask, Leave };

    QWidget *makeQuestion();
    QWidget *makeAnswer();
    QFrame *makeChanges();
    void addRating(QVBoxLayout *layout);
    void addReason(QVBoxLayout *layout);
    void addTreatment(QVBoxLayout *layout);
    void addTexts(QVBoxLayout *layout);
    void addLevel(QGridLayout *grid, const QString &name, Scale scale, const char *objectName,
                  std::optional<Level> Risk::*member);

    void showQuestion();
    void showRecord(const RecordRef &subject);
    void showAnswer();
    void showChanges();
    void showTreatments();
    void showMeaning(const QString &words);
    QString whatWasAnswered() const;
    QString whoAnswered() const;
    void leave();
    void loadWaiting();
    void showTexts();
    void showResult();
    QString whatLacks() const;

    const Snapshot &snapshot() const { return m_derived->map.snapshot(); }
    const RiskTarget &target() const { return m_derived->risks.targets()[m_cell->target]; }
    Risk storedRisk() const { return storedRisk(m_keys[0]); }
    Risk storedRisk(const CellKey &key) const;
    std::optional<std::vector<CellKey>> keysFor(Others others,
                                                const std::function<bool(const Risk &)> &isOther);
    bool isWhole() const;
    bool isOutOfDate(const Risk &risk) const;
    Sentence sentence(const QString &one, const QString &several) const;
    bool rate();
    void setTreatment();
    void setText(QPlainTextEdit *edit, QString Risk::*member);
    void setReason(bool byEnter);
    void leaveTexts();
    bool perform(const Sentence &sentence, const std::vector<CellKey> &keys,
                 const std::function<void(Risk &)> &change);

    Workspace &m_workspace;
    std::shared_ptr<const Derived> m_derived;
    std::vector<CellKey> m_keys;
    std::vector<CellKey> m_toConfirm; ///< of m_keys
    int m_changedCount = 0;           ///< of m_toConfirm
    const RiskCell *m_cell = nullptr; ///< of m_derived
    QString m_whyNot;
    Risk m_draft;
    std::map<Cell, Risk> m_waiting; ///< ratings that are not whole yet
    bool m_isWaitingSaved = true;
    AnswerHistory *m_history;

    QSplitter *m_splitter;
    QScrollArea *m_questionScroll;
    QScrollArea *m_answerScroll;
    QWidget *m_question;
    QWidget *m_answer;
    QLabel *m_threat;
    QLabel *m_about;
    QLabel *m_description;
    QLabel *m_example;
    QLabel *m_why;
    QLabel *m_recordTitle;
    QLabel *m_record;
    QLabel *m_helps;
    QFrame *m_changes;
    QLabel *m_before;
    QLabel *m_changesText;
    QPushButton *m_confirm;
    QLabel *m_several;
    QLabel *m_closed;
    struct Rating
    {
        QLabel *name;
        LevelBar *bar;
        std::optional<Level> Risk::*member;
    };
    std::vector<Rating> m_levels;
    std::vector<std::pair<QPlainTextEdit *, QString Risk::*>> m_texts;
    QLabel *m_meaning;
    QLabel *m_result;
    QLabel *m_hint;
    QLineEdit *m_reason;
    QPushButton *m_notApplicable;
    ComboBox *m_treatment;
    QLabel *m_remains;
    Treatments *m_treatments;
};

}
