// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/risk/answerwriter.h"
#include "views/risk/levelbar.h"
#include "views/risk/waitingratings.h"

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

class ComboBox;
class FormerAnswer;
class RiskQuestion;
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
    void saveWaiting() { m_waiting.save(); }
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
    QWidget *makeAnswer();
    void addRating(QVBoxLayout *layout);
    void addReason(QVBoxLayout *layout);
    void addTreatment(QVBoxLayout *layout);
    void addTexts(QVBoxLayout *layout);
    void addLevel(QGridLayout *grid, const QString &name, Scale scale, const char *objectName,
                  std::optional<Level> Risk::*member);

    void showAnswer();
    void showTreatments();
    void showMeaning(const QString &words);
    void leave();
    void showTexts();
    void showResult();
    QString whatLacks() const;

    Risk storedRisk() const { return storedRisk(m_asked.key()); }
    Risk storedRisk(const CellKey &key) const;
    bool isWhole() const;
    bool isKept(const Risk &risk) const;
    bool rate();
    void setTreatment();
    void setText(QPlainTextEdit *edit, QString Risk::*member);
    void setReason(bool byEnter);
    void leaveTexts();

    Workspace &m_workspace;
    AskedCells m_asked;
    AnswerWriter m_writer;
    Risk m_draft;
    WaitingRatings m_waiting;

    QSplitter *m_splitter;
    QScrollArea *m_questionScroll;
    QScrollArea *m_answerScroll;
    RiskQuestion *m_question;
    QWidget *m_answer;
    FormerAnswer *m_former;
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
