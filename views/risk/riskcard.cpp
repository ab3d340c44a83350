// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/riskcard.h"

#include "views/kit/combobox.h"
#include "views/kit/panelparts.h"
#include "views/risk/formeranswer.h"
#include "views/risk/riskquestion.h"
#include "views/risk/treatments.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>

namespace safeguard {

namespace {

/// The impacts that a threat goes for; of confidentiality, where it does not say.
std::vector<std::optional<Level> Risk::*> harmedBy(const Threat &threat)
{
    std::vector<std::optional<Level> Risk::*> harmed;
    if (threat.harms.contains(Property::Confidentiality) || threat.harms.isEmpty())
        harmed.push_back(&Risk::confidentiality);
    if (threat.harms.contains(Property::Integrity))
        harmed.push_back(&Risk::integrity);
    if (threat.harms.contains(Property::Availability))
        harmed.push_back(&Risk::availability);
    return harmed;
}

}

RiskCard::RiskCard(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_writer(workspace, m_asked, this)
    , m_waiting(workspace.project())
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    m_question = new RiskQuestion;
    m_answer = makeAnswer();
    m_questionScroll = panel::scrolling(m_question, tr("Question"));
    m_answerScroll = panel::scrolling(m_answer, tr("Answer"));
    m_splitter->addWidget(panel::framed(m_questionScroll));
    m_splitter->addWidget(panel::framed(m_answerScroll));
    m_splitter->setSizes({228, 420});
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    layout->addWidget(m_splitter);
    connect(&workspace.project(), &Project::changed, this, [this](const Change &change) {
        if (!m_asked.isEmpty() && (change.touches(QStringLiteral("actions")) ||
                                   change.touches(QStringLiteral("risk-acceptances"))))
            showTreatments();
    });
    show(nullptr, {}, {});
}

QByteArray RiskCard::arrangement() const
{
    return m_splitter->saveState();
}

void RiskCard::arrange(const QByteArray &arrangement)
{
    m_splitter->restoreState(arrangement);
}

QWidget *RiskCard::makeAnswer()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 10, 12, 10);
    layout->setSpacing(5);
    m_several = panel::addText(layout, QStringLiteral("heading"));
    m_closed = panel::addText(layout, QStringLiteral("heading"));
    m_closed->setObjectName(QStringLiteral("risk-closed"));
    m_former = new FormerAnswer(m_workspace.project());
    connect(m_former, &FormerAnswer::confirmed, this, &RiskCard::confirm);
    layout->addWidget(m_former);
    addRating(layout);
    addReason(layout);
    addTreatment(layout);
    addTexts(layout);
    layout->addStretch(1);
    return content;
}

void RiskCard::addLevel(QGridLayout *grid, const QString &name, Scale scale, const char *objectName,
                        std::optional<Level> Risk::*member)
{
    auto *label = new QLabel(name);
    auto *bar = new LevelBar(name, scale);
    bar->setObjectName(QLatin1String(objectName));
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(bar, row, 1);
    m_levels.push_back({label, bar, member});
    connect(bar, &LevelBar::pointed, this,
            [this, bar](std::optional<Level> level) { showMeaning(bar->meaningOf(level)); });
    connect(bar, &LevelBar::picked, this, [this, member](std::optional<Level> level) {
        m_draft.*member = level;
        rate();
    });
}

void RiskCard::addRating(QVBoxLayout *layout)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    addLevel(grid, tr("Likelihood"), Scale::Likelihood, "level-likelihood", &Risk::likelihood);
    grid->addWidget(panel::text(tr("Impact on"), QStringLiteral("muted"), nullptr),
                    grid->rowCount(), 0);
    addLevel(grid, tr("Confidentiality"), Scale::Impact, "level-confidentiality",
             &Risk::confidentiality);
    addLevel(grid, tr("Integrity"), Scale::Impact, "level-integrity", &Risk::integrity);
    addLevel(grid, tr("Availability"), Scale::Impact, "level-availability", &Risk::availability);
    addLevel(grid, tr("Patient safety"), Scale::PatientSafety, "level-patient-safety",
             &Risk::patientSafety);
    layout->addLayout(grid);
    m_result = panel::addText(layout, QStringLiteral("heading"));
    m_result->setObjectName(QStringLiteral("risk-result"));
    m_hint = panel::addText(layout, QStringLiteral("error"));
    m_hint->setObjectName(QStringLiteral("risk-hint"));
    m_meaning = panel::addText(layout, QStringLiteral("muted"));
    m_meaning->setObjectName(QStringLiteral("risk-meaning"));
    m_meaning->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_meaning->setFixedHeight(3 * m_meaning->fontMetrics().lineSpacing() + 2);
}

void RiskCard::addReason(QVBoxLayout *layout)
{
    panel::addText(layout, QStringLiteral("section"), tr("Or: does not apply, because"));
    auto *row = new QHBoxLayout;
    m_reason = new QLineEdit;
    m_reason->setObjectName(QStringLiteral("risk-reason"));
    m_reason->setAccessibleName(tr("Does not apply, because"));
    m_notApplicable = new QPushButton(tr("Set"));
    m_notApplicable->setObjectName(QStringLiteral("risk-not-applicable"));
    m_notApplicable->setAccessibleName(tr("Answer that it does not apply"));
    row->addWidget(m_reason, 1);
    row->addWidget(m_notApplicable);
    layout->addLayout(row);
    m_reason->installEventFilter(this);
    connect(m_reason, &QLineEdit::textChanged, this,
            [this] { m_notApplicable->setEnabled(!m_reason->text().trimmed().isEmpty()); });
    connect(m_reason, &QLineEdit::returnPressed, this, [this] { setReason(true); });
    connect(m_notApplicable, &QPushButton::clicked, this, [this] { setReason(true); });
}

void RiskCard::addTreatment(QVBoxLayout *layout)
{
    panel::addText(layout, QStringLiteral("section"), tr("Treatment"));
    m_treatment = new ComboBox;
    m_treatment->setObjectName(QStringLiteral("risk-treatment"));
    m_treatment->setAccessibleName(tr("Treatment"));
    for (const Choice &choice : choices(Treatment()))
        m_treatment->addItem(choice.label);
    m_treatment->onLeave = [this] { setTreatment(); };
    connect(m_treatment, &QComboBox::activated, this, [this] {
        if (!m_treatment->isUnderKey())
            setTreatment();
    });
    layout->addWidget(m_treatment);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    addLevel(grid, tr("Likelihood after"), Scale::Likelihood, "level-residual-likelihood",
             &Risk::residualLikelihood);
    addLevel(grid, tr("Impact after"), Scale::Impact, "level-residual-impact",
             &Risk::residualImpact);
    layout->addLayout(grid);
    m_remains = panel::addText(layout, {});
    m_remains->setObjectName(QStringLiteral("risk-remains"));
    m_treatments = new Treatments(m_workspace);
    layout->addWidget(m_treatments);
}

void RiskCard::addTexts(QVBoxLayout *layout)
{
    const auto add = [&](const QString &name, const char *objectName, QString Risk::*member) {
        panel::addText(layout, QStringLiteral("section"), name);
        auto *edit = new QPlainTextEdit;
        edit->setObjectName(QLatin1String(objectName));
        edit->setAccessibleName(name);
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(58);
        edit->installEventFilter(this);
        layout->addWidget(edit);
        m_texts.emplace_back(edit, member);
    };
    add(tr("Vulnerability"), "risk-vulnerability", &Risk::vulnerability);
    add(tr("Safeguards in place"), "risk-safeguards", &Risk::safeguards);
    add(tr("Why these levels"), "risk-justification", &Risk::justification);
}

void RiskCard::show(std::shared_ptr<const Derived> derived,
                    const std::vector<const RiskCell *> &cells, const QString &whyNot)
{
    const AskedCells asked(std::move(derived), cells, whyNot);
    const bool isAnother = asked.keys() != m_asked.keys();
    if (isAnother)
        leave();
    m_asked = asked;
    m_question->setVisible(!m_asked.isEmpty());
    m_answer->setVisible(!m_asked.isEmpty());
    if (m_asked.isEmpty())
        return;
    m_draft = storedRisk();
    if (const Risk *waiting = m_waiting.find(m_asked.key()))
        copyRating(*waiting, m_draft);
    m_question->show(m_asked);
    showAnswer();
    if (!isAnother)
        return;
    showMeaning({});
    m_questionScroll->verticalScrollBar()->setValue(0);
    m_answerScroll->verticalScrollBar()->setValue(0);
}

/// Before another question takes its place: what was typed is stored, and of what cannot be it
/// says where it waits.
void RiskCard::leave()
{
    leaveTexts();
    if (!m_asked.isEmpty() && m_waiting.find(m_asked.key()))
        m_workspace.say(
            m_writer.sentence(tr("Not stored yet: %1 for %2. What you chose waits there."), {})
                .one);
    m_waiting.save();
}

void RiskCard::showAnswer()
{
    const bool isOne = m_asked.isOne();
    panel::showIn(m_several, isOne ? QString()
                                   : tr("Answers go to all %n selected threats", nullptr,
                                        static_cast<int>(m_asked.keys().size())));
    m_former->show(m_asked, m_asked.mayBeAnswered());
    for (const auto &[name, bar, member] : m_levels) {
        bar->setLevel(m_draft.*member);
        bar->setMeanings(m_asked.snapshot());
        name->setToolTip(bar->meanings());
    }
    showTexts();
    m_treatment->setCurrentIndex(static_cast<int>(m_draft.treatment));
    showResult();
    showTreatments();
    panel::showIn(m_closed, m_asked.whyNot());
    for (QWidget *part : m_answer->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (part != m_closed && part != m_several && part != m_former && part != m_treatments)
            part->setEnabled(m_asked.mayBeAnswered());
    }
    m_notApplicable->setEnabled(m_asked.mayBeAnswered() && !m_reason->text().trimmed().isEmpty());
}

void RiskCard::showTreatments()
{
    std::vector<Id<Risk>> risks;
    for (const CellKey &key : m_asked.keys()) {
        const Risk risk = storedRisk(key);
        if (!risk.id.isNull())
            risks.push_back(idOf(risk));
    }
    m_treatments->show(m_workspace.project().snapshot(), std::move(risks), m_asked.mayBeAnswered());
}

/// Three lines are kept free for it, so that nothing moves under the mouse.
void RiskCard::showMeaning(const QString &words)
{
    m_meaning->setText(words.isEmpty()
                           ? tr("1 is the least, 5 the most. Point at a level to see what it "
                                "means.")
                           : words);
}

/// What was typed and is not stored stays as it is.
void RiskCard::showTexts()
{
    for (const auto &[edit, member] : m_texts) {
        if (edit->document()->isModified())
            continue;
        if (edit->toPlainText() != m_draft.*member)
            edit->setPlainText(m_draft.*member);
        edit->document()->setModified(false);
    }
    if (!m_reason->isModified()) {
        m_reason->setText(m_draft.reason);
        m_reason->setModified(false);
        m_reason->setCursorPosition(0);
    }
}

void RiskCard::showResult()
{
    const RiskMethod &method = m_asked.risks().method();
    const auto words = [&](Level likelihood, Level impact) {
        return tr("%1 likelihood \u00d7 %2 impact = %3")
            .arg(labelOf(likelihood), labelOf(impact), labelOf(method.risk(likelihood, impact)));
    };
    const auto impact = m_draft.impact();
    const bool isWaiting = m_waiting.find(m_asked.key());
    panel::showIn(m_hint, isWaiting ? whatLacks() : QString());
    const bool isRated = m_draft.likelihood && impact && !isWaiting;
    panel::showIn(m_result, isRated ? words(*m_draft.likelihood, *impact) : QString());
    const bool isBoth = m_draft.residualLikelihood && m_draft.residualImpact;
    panel::showIn(m_remains,
                  isBoth ? words(*m_draft.residualLikelihood, *m_draft.residualImpact) : QString());
}

QString RiskCard::whatLacks() const
{
    if (!m_draft.likelihood)
        return tr("Not stored yet: say how likely it is.");
    if (!m_draft.impact())
        return tr("Not stored yet: rate at least one impact.");
    if (!isWhole())
        return tr("Not stored yet: rate both, the likelihood and the impact after treatment.");
    return tr("Not stored yet: the impact is to follow. Esc in the list takes it back.");
}

Risk RiskCard::storedRisk(const CellKey &key) const
{
    return m_asked.storedRisk(m_workspace.project().snapshot(), key);
}

bool RiskCard::isWhole() const
{
    return m_draft.likelihood && m_draft.impact() &&
           m_draft.residualLikelihood.has_value() == m_draft.residualImpact.has_value();
}

/// What is out of date is meant to be answered anew.
bool RiskCard::isKept(const Risk &risk) const
{
    return risk.isAnswered() && !m_asked.isToConfirm({risk.subject, risk.threat});
}

bool RiskCard::rate()
{
    if (m_asked.isEmpty())
        return false;
    const Risk draft = m_draft;
    const Risk before = storedRisk();
    m_waiting.keep(m_asked.key(), draft);
    const auto isOther = [&](const Risk &risk) {
        return isKept(risk) && (risk.answer == RiskAnswer::DoesNotApply ||
                                !(isRatedAlike(risk, before) || isRatedAlike(risk, draft)));
    };
    const auto keys =
        isWhole() ? m_writer.keysFor(AnswerWriter::Others::Ask, isOther) : std::nullopt;
    const bool isStored =
        keys && m_writer.perform(
                    m_writer.sentence(tr("Rate %1 for %2"), tr("Rate %n threats for %1", nullptr,
                                                               static_cast<int>(keys->size()))),
                    *keys, [&](Risk &risk) {
                        copyRating(draft, risk);
                        risk.answer = RiskAnswer::Assessed;
                        risk.reason.clear();
                    });
    if (isStored) {
        for (const CellKey &key : *keys)
            m_waiting.drop(key);
        if (m_asked.isEmpty())
            return true;
        m_draft = storedRisk();
        showTexts();
        showTreatments();
    }
    if (!m_asked.isEmpty())
        showResult();
    return isStored;
}

void RiskCard::keyLikelihood(Level level)
{
    if (m_asked.isEmpty() || !m_asked.mayBeAnswered())
        return;
    m_draft.likelihood = level;
    m_waiting.keep(m_asked.key(), m_draft);
    showAnswer();
    showMeaning(m_levels.front().bar->meaningOf(level));
}

bool RiskCard::dropWaiting()
{
    if (m_asked.isEmpty() || !m_waiting.drop(m_asked.key()))
        return false;
    m_draft = storedRisk();
    showAnswer();
    showMeaning({});
    return true;
}

bool RiskCard::keyImpact(Level level)
{
    if (m_asked.isEmpty() || !m_asked.mayBeAnswered())
        return false;
    for (const auto member : harmedBy(m_asked.threat()))
        m_draft.*member = level;
    const bool isStored = rate();
    if (isStored)
        showMeaning({});
    else
        showAnswer();
    return isStored;
}

bool RiskCard::confirm()
{
    if (m_asked.isEmpty())
        return false;
    const auto keys = m_asked.toConfirm();
    const bool isStored = m_writer.perform(
        m_writer.sentence(tr("Confirm %1 for %2"),
                          tr("Confirm %n threats for %1", nullptr, static_cast<int>(keys.size()))),
        keys, {});
    for (const CellKey &key : keys) {
        if (isStored)
            m_waiting.drop(key);
    }
    return isStored;
}

void RiskCard::askWhyNot()
{
    if (m_asked.isEmpty() || !m_asked.mayBeAnswered())
        return;
    m_reason->setFocus(Qt::ShortcutFocusReason);
    m_answerScroll->ensureWidgetVisible(m_reason);
    m_reason->selectAll();
}

void RiskCard::setTreatment()
{
    const auto treatment = static_cast<Treatment>(m_treatment->currentIndex());
    if (m_asked.isEmpty() || m_draft.treatment == treatment)
        return;
    const auto keys = m_writer.keysFor(AnswerWriter::Others::Ask, [&](const Risk &risk) {
        return risk.treatment != Treatment::NotDecided && risk.treatment != treatment;
    });
    const bool isStored =
        keys && m_writer.note(m_writer.sentence(tr("Decide about %1 for %2"),
                                                tr("Decide about %n threats for %1", nullptr,
                                                   static_cast<int>(keys->size()))),
                              *keys, [&](Risk &risk) { risk.treatment = treatment; });
    m_draft.treatment = isStored ? treatment : m_draft.treatment;
    m_treatment->setCurrentIndex(static_cast<int>(m_draft.treatment));
}

void RiskCard::setText(QPlainTextEdit *edit, QString Risk::*member)
{
    const QString words = edit->toPlainText().trimmed();
    edit->document()->setModified(false);
    if (m_asked.isEmpty() || m_draft.*member == words)
        return;
    const auto keys = m_writer.keysFor(AnswerWriter::Others::Leave, [&](const Risk &risk) {
        return !(risk.*member).isEmpty() && risk.*member != m_draft.*member;
    });
    if (m_writer.note(
            m_writer.sentence(tr("Describe %1 for %2"), tr("Describe %n threats for %1", nullptr,
                                                           static_cast<int>(keys->size()))),
            *keys, [&](Risk &risk) { risk.*member = words; }))
        m_draft.*member = words;
    else
        edit->document()->setModified(true);
}

/// Leaving the line answers what has no levels yet; over a rating only Enter does.
void RiskCard::setReason(bool byEnter)
{
    const QString words = m_reason->text().trimmed();
    if (m_asked.isEmpty() || words.isEmpty() ||
        (!byEnter && m_draft.answer == RiskAnswer::Assessed))
        return;
    m_reason->setModified(false);
    const bool isKnown = m_draft.answer == RiskAnswer::DoesNotApply && m_draft.reason == words &&
                         m_asked.isOne() && m_asked.toConfirm().empty();
    const auto isOther = [&](const Risk &risk) {
        return isKept(risk) &&
               (risk.answer == RiskAnswer::Assessed || risk.reason != m_draft.reason);
    };
    const auto keys = m_writer.keysFor(
        byEnter ? AnswerWriter::Others::Ask : AnswerWriter::Others::Leave, isOther);
    const bool isStored =
        isKnown ||
        (keys && m_writer.perform(m_writer.sentence(tr("Say that %1 does not apply to %2"),
                                                    tr("Say that %n threats do not apply to %1",
                                                       nullptr, static_cast<int>(keys->size()))),
                                  *keys, [&](Risk &risk) {
                                      risk.answer = RiskAnswer::DoesNotApply;
                                      risk.reason = words;
                                  }));
    if (!isStored || !keys || m_asked.isEmpty())
        return;
    for (const CellKey &key : *keys) {
        m_waiting.drop(key);
    }
    m_draft = storedRisk();
    showResult();
    showTreatments();
    if (byEnter)
        Q_EMIT reasonGiven();
}

/// Stores what is still in the texts before another question takes their place.
void RiskCard::leaveTexts()
{
    for (const auto &[edit, member] : m_texts) {
        if (edit->document()->isModified())
            setText(edit, member);
        edit->document()->setModified(false);
    }
    if (m_reason->isModified())
        setReason(false);
    m_reason->setModified(false);
}

bool RiskCard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::FocusOut)
        return false;
    const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
    if (reason == Qt::PopupFocusReason)
        return false;
    // Looking something up in another window is no end of the sentence.
    if (watched == m_reason && m_reason->isModified() && reason != Qt::ActiveWindowFocusReason)
        setReason(false);
    for (const auto &[edit, member] : m_texts) {
        if (watched == edit && edit->document()->isModified())
            setText(edit, member);
    }
    return false;
}

}
