// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/riskcard.h"

#include "model/store/valuetext.h"
#include "views/kit/combobox.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>

namespace safeguard {

namespace {

QFrame *scrolling(QWidget *content, const QString &name)
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    auto *scroll = new QScrollArea(panel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(name);
    content->setObjectName(QStringLiteral("form-content"));
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    inner->addWidget(scroll);
    return panel;
}

QVBoxLayout *column(QWidget *content)
{
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 10, 12, 10);
    layout->setSpacing(5);
    return layout;
}

QLabel *addText(QVBoxLayout *layout, const QString &role, const QString &words = {})
{
    auto *label = panel::text(words, role, layout->parentWidget());
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setIndent(0);
    layout->addWidget(label);
    return label;
}

void showIn(QLabel *label, const QString &words)
{
    label->setText(words);
    label->setVisible(!words.isEmpty());
}

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

void copyRating(const Risk &from, Risk &to)
{
    to.likelihood = from.likelihood;
    to.confidentiality = from.confidentiality;
    to.integrity = from.integrity;
    to.availability = from.availability;
    to.patientSafety = from.patientSafety;
    to.residualLikelihood = from.residualLikelihood;
    to.residualImpact = from.residualImpact;
}

}

RiskCard::RiskCard(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    auto *splitter = new QSplitter(Qt::Vertical, this);
    m_question = makeQuestion();
    m_answer = makeAnswer();
    splitter->addWidget(scrolling(m_question, tr("Question")));
    splitter->addWidget(scrolling(m_answer, tr("Answer")));
    splitter->setSizes({200, 420});
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter);
    show(nullptr, {}, {});
}

QWidget *RiskCard::makeQuestion()
{
    auto *content = new QWidget;
    auto *layout = column(content);
    m_threat = addText(layout, QStringLiteral("heading"));
    m_threat->setObjectName(QStringLiteral("risk-threat"));
    m_about = addText(layout, QStringLiteral("muted"));
    m_description = addText(layout, {});
    m_example = addText(layout, {});
    m_why = addText(layout, QStringLiteral("muted"));
    m_why->setObjectName(QStringLiteral("risk-why"));
    m_recordTitle = addText(layout, QStringLiteral("section"), tr("On record"));
    m_record = addText(layout, {});
    m_record->setObjectName(QStringLiteral("risk-record"));
    m_helps = addText(layout, QStringLiteral("muted"));
    layout->addStretch(1);
    return content;
}

QWidget *RiskCard::makeAnswer()
{
    auto *content = new QWidget;
    auto *layout = column(content);
    m_several = addText(layout, QStringLiteral("heading"));
    m_closed = addText(layout, QStringLiteral("error"));
    m_closed->setObjectName(QStringLiteral("risk-closed"));
    layout->addWidget(makeChanges());
    addRating(layout);
    addReason(layout);
    addTreatment(layout);
    addTexts(layout);
    layout->addStretch(1);
    return content;
}

QFrame *RiskCard::makeChanges()
{
    m_changes = new QFrame;
    m_changes->setProperty("role", QStringLiteral("notice"));
    auto *layout = new QVBoxLayout(m_changes);
    layout->setContentsMargins(10, 8, 10, 8);
    m_changesText = addText(layout, {});
    m_changesText->setObjectName(QStringLiteral("risk-changes"));
    m_confirm = new QPushButton(tr("Confirm as before"), m_changes);
    m_confirm->setObjectName(QStringLiteral("risk-confirm"));
    layout->addWidget(m_confirm, 0, Qt::AlignLeft);
    connect(m_confirm, &QPushButton::clicked, this, &RiskCard::confirm);
    return m_changes;
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
    m_levels.emplace_back(bar, member);
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
    m_result = addText(layout, QStringLiteral("heading"));
    m_result->setObjectName(QStringLiteral("risk-result"));
    m_hint = addText(layout, QStringLiteral("error"));
    m_hint->setObjectName(QStringLiteral("risk-hint"));
}

void RiskCard::addReason(QVBoxLayout *layout)
{
    addText(layout, QStringLiteral("section"), tr("Or: does not apply, because"));
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
    addText(layout, QStringLiteral("section"), tr("Treatment"));
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
    m_remains = addText(layout, {});
    m_remains->setObjectName(QStringLiteral("risk-remains"));
}

void RiskCard::addTexts(QVBoxLayout *layout)
{
    const auto add = [&](const QString &name, const char *objectName, QString Risk::*member) {
        addText(layout, QStringLiteral("section"), name);
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
    const auto keyOf = [&](const RiskCell *cell) {
        return CellKey{derived->risks.targets()[cell->target].subject, idOf(*cell->threat)};
    };
    std::vector<CellKey> keys;
    std::vector<CellKey> toConfirm;
    for (const RiskCell *cell : cells) {
        keys.push_back(keyOf(cell));
        if (cell->state == CellState::ToConfirm || cell->state == CellState::InputChanged)
            toConfirm.push_back(keys.back());
    }
    const auto same = [](const CellKey &a, const CellKey &b) {
        return a.subject == b.subject && a.threat == b.threat;
    };
    if (!std::equal(keys.begin(), keys.end(), m_keys.begin(), m_keys.end(), same))
        leaveTexts();
    m_derived = std::move(derived);
    m_keys = std::move(keys);
    m_toConfirm = std::move(toConfirm);
    m_cell = cells.empty() ? nullptr : cells.front();
    m_whyNot = whyNot;
    m_question->setVisible(m_cell);
    m_answer->setVisible(m_cell);
    if (!m_cell)
        return;
    const auto waiting = m_waiting.find({m_keys[0].subject.id, m_keys[0].threat});
    m_draft = storedRisk();
    if (waiting != m_waiting.end())
        copyRating(waiting->second, m_draft);
    showQuestion();
    showAnswer();
}

void RiskCard::showQuestion()
{
    const Threat &threat = *m_cell->threat;
    m_threat->setText(threat.name);
    m_about->setText(snapshot().describe(target().subject));
    showIn(m_description, threat.description);
    showIn(m_example,
           threat.example.isEmpty() ? QString() : tr("From practice: %1").arg(threat.example));
    m_why->setText(whyAsked(*m_cell, target()));
    showRecord(target().subject);
    showIn(m_helps,
           threat.mitigations.isEmpty()
               ? QString()
               : tr("What helps: 45 CFR %1")
                     .arg(QString(threat.mitigations).replace(u' ', QStringLiteral(", "))));
}

/// What protects it as far as the map knows: the fields that a safeguard of the rule stands behind.
void RiskCard::showRecord(const RecordRef &subject)
{
    const RecordPtr record = snapshot().find(subject);
    const RegisterType *type = snapshot().registers().find(subject.registerKey);
    QStringList lines;
    for (const Field &field : type ? type->fields : std::vector<Field>()) {
        if (!record || !field.isMaterial || field.citation.isEmpty())
            continue;
        const QString value = displayText(field, field.get(*record), snapshot());
        lines += tr("%1: %2").arg(field.label, value.isEmpty() ? tr("not on record") : value);
    }
    m_recordTitle->setVisible(!lines.isEmpty());
    showIn(m_record, lines.join(u'\n'));
}

void RiskCard::showAnswer()
{
    const bool isOne = m_keys.size() == 1;
    showIn(m_several, isOne ? QString()
                            : tr("Answers go to all %n selected threats", nullptr,
                                 static_cast<int>(m_keys.size())));
    const bool canConfirm = !m_toConfirm.empty();
    m_changes->setVisible(canConfirm);
    const QStringList changes = m_derived->risks.changesSince(*m_cell);
    m_changesText->setText(
        changes.isEmpty() ? tr("Answered in an earlier analysis. Nothing on record has changed "
                               "since.")
                          : tr("Different since this was answered:\n%1").arg(changes.join(u'\n')));
    for (const auto &[bar, member] : m_levels) {
        bar->setLevel(m_draft.*member);
        bar->setMeanings(snapshot());
    }
    showTexts();
    m_treatment->setCurrentIndex(static_cast<int>(m_draft.treatment));
    showResult();
    showIn(m_closed, m_whyNot);
    for (QWidget *part : m_answer->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (part != m_closed && part != m_several)
            part->setEnabled(m_whyNot.isEmpty());
    }
    m_notApplicable->setEnabled(m_whyNot.isEmpty() && !m_reason->text().trimmed().isEmpty());
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
    const RiskMethod &method = m_derived->risks.method();
    const auto words = [&](Level likelihood, Level impact) {
        return tr("%1 likelihood \u00d7 %2 impact = %3")
            .arg(labelOf(likelihood), labelOf(impact), labelOf(method.risk(likelihood, impact)));
    };
    const auto impact = m_draft.impact();
    showIn(m_result,
           m_draft.likelihood && impact ? words(*m_draft.likelihood, *impact) : QString());
    const bool isBoth = m_draft.residualLikelihood && m_draft.residualImpact;
    showIn(m_remains,
           isBoth ? words(*m_draft.residualLikelihood, *m_draft.residualImpact) : QString());
    const bool isWaiting = m_waiting.contains({m_keys[0].subject.id, m_keys[0].threat});
    showIn(m_hint, isWaiting ? whatLacks() : QString());
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

/// As it is in the project now, which may be ahead of what is derived.
Risk RiskCard::storedRisk() const
{
    const Snapshot now = m_workspace.project().snapshot();
    if (m_cell->risk) {
        const Risk *risk = now.find(idOf(*m_cell->risk));
        return risk ? *risk : Risk();
    }
    for (const Risk &risk : now.rows<Risk>()) {
        if (risk.subject == m_keys[0].subject && risk.threat == m_keys[0].threat)
            return risk;
    }
    return {};
}

bool RiskCard::isWhole() const
{
    return m_draft.likelihood && m_draft.impact() &&
           m_draft.residualLikelihood.has_value() == m_draft.residualImpact.has_value();
}

RiskCard::Sentence RiskCard::sentence(const QString &one, const QString &several) const
{
    const QString subject = snapshot().title(target().subject.registerKey, target().subject.id);
    return {one.arg(m_cell->threat->name, subject), several.arg(subject)};
}

bool RiskCard::perform(const Sentence &sentence, const std::vector<CellKey> &keys,
                       const std::function<void(Risk &)> &change)
{
    if (!m_cell || keys.empty() || !m_whyNot.isEmpty())
        return false;
    const auto derived = m_derived; // what it tells may show another cell meanwhile
    const auto cells = keys;
    return m_workspace.perform(
        cells.size() == 1 ? sentence.one : sentence.several,
        [&](Edit &edit) { return answer(edit, derived->risks, cells, change); });
}

bool RiskCard::rate()
{
    if (!m_cell)
        return false;
    const Risk draft = m_draft;
    const auto keys = m_keys;
    m_waiting[{keys[0].subject.id, keys[0].threat}] = draft;
    const bool isStored =
        isWhole() && perform(sentence(tr("Rate %1 for %2"), tr("Rate %n threats for %1", nullptr,
                                                               static_cast<int>(keys.size()))),
                             keys, [&](Risk &risk) {
                                 copyRating(draft, risk);
                                 risk.answer = RiskAnswer::Assessed;
                                 risk.reason.clear();
                             });
    if (isStored) {
        for (const CellKey &key : keys)
            m_waiting.erase({key.subject.id, key.threat});
        m_draft = storedRisk();
        showTexts();
    }
    showResult();
    return isStored;
}

void RiskCard::keyLikelihood(Level level)
{
    if (!m_cell || !m_whyNot.isEmpty())
        return;
    m_draft.likelihood = level;
    m_waiting[{m_keys[0].subject.id, m_keys[0].threat}] = m_draft;
    showAnswer();
}

void RiskCard::dropWaiting()
{
    if (!m_cell || !m_waiting.erase({m_keys[0].subject.id, m_keys[0].threat}))
        return;
    m_draft = storedRisk();
    showAnswer();
}

bool RiskCard::keyImpact(Level level)
{
    if (!m_cell || !m_whyNot.isEmpty())
        return false;
    for (const auto member : harmedBy(*m_cell->threat))
        m_draft.*member = level;
    const bool isStored = rate();
    if (!isStored)
        showAnswer();
    return isStored;
}

bool RiskCard::confirm()
{
    if (!m_cell)
        return false;
    return perform(sentence(tr("Confirm %1 for %2"), tr("Confirm %n threats for %1", nullptr,
                                                        static_cast<int>(m_toConfirm.size()))),
                   m_toConfirm, {});
}

void RiskCard::askWhyNot()
{
    if (!m_cell || !m_whyNot.isEmpty())
        return;
    m_reason->setFocus(Qt::ShortcutFocusReason);
    m_reason->selectAll();
}

void RiskCard::setTreatment()
{
    const auto treatment = static_cast<Treatment>(m_treatment->currentIndex());
    if (!m_cell || m_draft.treatment == treatment)
        return;
    const bool isStored =
        perform(sentence(tr("Decide about %1 for %2"), tr("Decide about %n threats for %1", nullptr,
                                                          static_cast<int>(m_keys.size()))),
                m_keys, [&](Risk &risk) { risk.treatment = treatment; });
    m_draft.treatment = isStored ? treatment : m_draft.treatment;
    m_treatment->setCurrentIndex(static_cast<int>(m_draft.treatment));
}

void RiskCard::setText(QPlainTextEdit *edit, QString Risk::*member)
{
    const QString words = edit->toPlainText().trimmed();
    edit->document()->setModified(false);
    if (!m_cell || m_draft.*member == words)
        return;
    if (perform(sentence(tr("Describe %1 for %2"), tr("Describe %n threats for %1", nullptr,
                                                      static_cast<int>(m_keys.size()))),
                m_keys, [&](Risk &risk) { risk.*member = words; }))
        m_draft.*member = words;
    else
        edit->document()->setModified(true);
}

/// Leaving the line answers what has no levels yet; over a rating only Enter does.
void RiskCard::setReason(bool byEnter)
{
    const QString words = m_reason->text().trimmed();
    if (!m_cell || words.isEmpty() || (!byEnter && m_draft.answer == RiskAnswer::Assessed))
        return;
    m_reason->setModified(false);
    const bool isKnown = m_draft.answer == RiskAnswer::DoesNotApply && m_draft.reason == words &&
                         m_keys.size() == 1 && m_toConfirm.empty();
    const auto keys = m_keys;
    const bool isStored = isKnown || perform(sentence(tr("Say that %1 does not apply to %2"),
                                                      tr("Say that %n threats do not apply to %1",
                                                         nullptr, static_cast<int>(keys.size()))),
                                             keys, [&](Risk &risk) {
                                                 risk.answer = RiskAnswer::DoesNotApply;
                                                 risk.reason = words;
                                             });
    if (!isStored)
        return;
    for (const CellKey &key : keys)
        m_waiting.erase({key.subject.id, key.threat});
    m_draft = storedRisk();
    showResult();
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
