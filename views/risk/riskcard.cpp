// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/riskcard.h"

#include "model/store/valuetext.h"
#include "views/kit/combobox.h"
#include "views/kit/panelparts.h"
#include "views/risk/answerhistory.h"
#include "views/risk/treatments.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>

namespace safeguard {

namespace {

const QString waitingKey = QStringLiteral("risk-waiting");

/// The parts of a rating, by the names under which they wait.
const std::vector<std::pair<QString, std::optional<Level> Risk::*>> &ratingParts()
{
    static const std::vector<std::pair<QString, std::optional<Level> Risk::*>> parts{
        {QStringLiteral("likelihood"), &Risk::likelihood},
        {QStringLiteral("confidentiality"), &Risk::confidentiality},
        {QStringLiteral("integrity"), &Risk::integrity},
        {QStringLiteral("availability"), &Risk::availability},
        {QStringLiteral("patient_safety"), &Risk::patientSafety},
        {QStringLiteral("residual_likelihood"), &Risk::residualLikelihood},
        {QStringLiteral("residual_impact"), &Risk::residualImpact}};
    return parts;
}

QFrame *scrolling(QScrollArea *scroll, QWidget *content, const QString &name)
{
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
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
    for (const auto &[key, part] : ratingParts())
        to.*part = from.*part;
}

bool isRatedAlike(const Risk &a, const Risk &b)
{
    return std::all_of(ratingParts().begin(), ratingParts().end(),
                       [&](const auto &part) { return a.*part.second == b.*part.second; });
}

}

RiskCard::RiskCard(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_history(new AnswerHistory(workspace.project(), this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_questionScroll(new QScrollArea)
    , m_answerScroll(new QScrollArea)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    m_question = makeQuestion();
    m_answer = makeAnswer();
    m_splitter->addWidget(scrolling(m_questionScroll, m_question, tr("Question")));
    m_splitter->addWidget(scrolling(m_answerScroll, m_answer, tr("Answer")));
    m_splitter->setSizes({228, 420});
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    layout->addWidget(m_splitter);
    connect(m_history, &AnswerHistory::found, this, [this] {
        if (m_cell)
            showChanges();
    });
    connect(&workspace.project(), &Project::changed, this, [this](const Change &change) {
        if (m_cell && (change.touches(QStringLiteral("actions")) ||
                       change.touches(QStringLiteral("risk-acceptances"))))
            showTreatments();
    });
    loadWaiting();
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

void RiskCard::loadWaiting()
{
    const QJsonObject all =
        QJsonDocument::fromJson(m_workspace.project().viewState(waitingKey)).object();
    for (auto at = all.begin(); at != all.end(); ++at) {
        const auto subject = AnyId::fromText(at.key().section(u' ', 0, 0));
        const auto threat = AnyId::fromText(at.key().section(u' ', 1));
        const QJsonObject levels = at.value().toObject();
        Risk risk;
        for (const auto &[key, part] : ratingParts()) {
            const int level = levels.value(key).toInt(-1);
            if (level >= 0 && level < levelCount)
                risk.*part = static_cast<Level>(level);
        }
        if (subject && threat)
            m_waiting.emplace(Cell{*subject, *threat}, risk);
    }
}

void RiskCard::saveWaiting()
{
    if (std::exchange(m_isWaitingSaved, true))
        return;
    QJsonObject all;
    for (const auto &[cell, risk] : m_waiting) {
        QJsonObject levels;
        for (const auto &[key, part] : ratingParts()) {
            if (risk.*part)
                levels[key] = static_cast<int>(*(risk.*part));
        }
        all[cell.first.toText() + u' ' + cell.second.toText()] = levels;
    }
    m_workspace.project().setViewState(waitingKey,
                                       QJsonDocument(all).toJson(QJsonDocument::Compact));
}

QWidget *RiskCard::makeQuestion()
{
    auto *content = new QWidget;
    auto *layout = column(content);
    m_threat = addText(layout, QStringLiteral("heading"));
    m_threat->setObjectName(QStringLiteral("risk-threat"));
    m_about = addText(layout, QStringLiteral("muted"));
    m_description = addText(layout, {});
    m_recordTitle = addText(layout, QStringLiteral("section"), tr("On record"));
    m_record = addText(layout, {});
    m_record->setObjectName(QStringLiteral("risk-record"));
    m_why = addText(layout, QStringLiteral("muted"));
    m_why->setObjectName(QStringLiteral("risk-why"));
    m_example = addText(layout, {});
    m_helps = addText(layout, QStringLiteral("muted"));
    layout->addStretch(1);
    return content;
}

QWidget *RiskCard::makeAnswer()
{
    auto *content = new QWidget;
    auto *layout = column(content);
    m_several = addText(layout, QStringLiteral("heading"));
    m_closed = addText(layout, QStringLiteral("heading"));
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
    m_before = addText(layout, {});
    m_before->setObjectName(QStringLiteral("risk-before"));
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
    m_result = addText(layout, QStringLiteral("heading"));
    m_result->setObjectName(QStringLiteral("risk-result"));
    m_hint = addText(layout, QStringLiteral("error"));
    m_hint->setObjectName(QStringLiteral("risk-hint"));
    m_meaning = addText(layout, QStringLiteral("muted"));
    m_meaning->setObjectName(QStringLiteral("risk-meaning"));
    m_meaning->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_meaning->setFixedHeight(3 * m_meaning->fontMetrics().lineSpacing() + 2);
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
    m_treatments = new Treatments(m_workspace);
    layout->addWidget(m_treatments);
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
    int changedCount = 0;
    for (const RiskCell *cell : cells) {
        keys.push_back(keyOf(cell));
        if (cell->state == CellState::ToConfirm || cell->state == CellState::InputChanged)
            toConfirm.push_back(keys.back());
        changedCount += cell->state == CellState::InputChanged;
    }
    const auto same = [](const CellKey &a, const CellKey &b) {
        return a.subject == b.subject && a.threat == b.threat;
    };
    const bool isAnother =
        !std::equal(keys.begin(), keys.end(), m_keys.begin(), m_keys.end(), same);
    if (isAnother)
        leave();
    m_derived = std::move(derived);
    m_keys = std::move(keys);
    m_toConfirm = std::move(toConfirm);
    m_changedCount = changedCount;
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
    if (m_cell && m_waiting.contains({m_keys[0].subject.id, m_keys[0].threat}))
        m_workspace.say(
            sentence(tr("Not stored yet: %1 for %2. What you chose waits there."), {}).one);
    saveWaiting();
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
    showChanges();
    for (const auto &[name, bar, member] : m_levels) {
        bar->setLevel(m_draft.*member);
        bar->setMeanings(snapshot());
        name->setToolTip(bar->meanings());
    }
    showTexts();
    m_treatment->setCurrentIndex(static_cast<int>(m_draft.treatment));
    showResult();
    showTreatments();
    showIn(m_closed, m_whyNot);
    for (QWidget *part : m_answer->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (part != m_closed && part != m_several && part != m_changes && part != m_treatments)
            part->setEnabled(m_whyNot.isEmpty());
    }
    m_notApplicable->setEnabled(m_whyNot.isEmpty() && !m_reason->text().trimmed().isEmpty());
}

void RiskCard::showChanges()
{
    m_changes->setVisible(!m_toConfirm.empty());
    if (m_toConfirm.empty())
        return;
    const int count = static_cast<int>(m_toConfirm.size());
    m_confirm->setVisible(m_whyNot.isEmpty());
    m_confirm->setText(count == 1 ? tr("Confirm as before")
                                  : tr("Confirm %n as before", nullptr, count));
    const bool isOfFirst = m_toConfirm.front().subject == m_keys.front().subject &&
                           m_toConfirm.front().threat == m_keys.front().threat;
    showIn(m_before, isOfFirst ? whatWasAnswered() + whoAnswered() : QString());
    const QStringList changes = m_derived->risks.changesSince(*m_cell);
    if (m_keys.size() > 1)
        m_changesText->setText(
            tr("%n of the selected threats were answered before.", nullptr, count) +
            (m_changedCount > 0 ? u' ' + tr("For %n of them something on record has changed since.",
                                            nullptr, m_changedCount)
                                : QString()));
    else
        m_changesText->setText(changes.isEmpty()
                                   ? tr("Nothing on record has changed since.")
                                   : tr("Different since then:\n%1").arg(changes.join(u'\n')));
}

/// "Answered in Security risk analysis 2025: Low likelihood × High impact = Low"
QString RiskCard::whatWasAnswered() const
{
    const Risk risk = storedRisk();
    const RiskMethod &method = m_derived->risks.method();
    QString words = tr("does not apply: %1").arg(risk.reason);
    if (const auto level = method.inherent(risk))
        words = tr("%1 likelihood \u00d7 %2 impact = %3")
                    .arg(labelOf(*risk.likelihood), labelOf(*risk.impact()), labelOf(*level));
    const Assessment *assessment = m_derived->risks.assessment();
    const bool isOfThis = assessment && risk.assessment == idOf(*assessment);
    return isOfThis ? tr("Answered in this analysis: %1").arg(words)
                    : tr("Answered in %1: %2")
                          .arg(snapshot().title(QString::fromLatin1(Assessment::registerKey),
                                                risk.assessment),
                               words);
}

/// A line with the person and the day, as soon as the history has told.
QString RiskCard::whoAnswered() const
{
    const Risk risk = storedRisk();
    const Assessment *then = snapshot().find(risk.assessment);
    const Baseline *frozen = then ? snapshot().find(then->baseline) : nullptr;
    const auto answered = m_history->find(idOf(risk), frozen ? frozen->entry.value_or(0) : 0);
    const User *who = answered ? snapshot().find(answered->user) : nullptr;
    if (!who)
        return {};
    return tr("\nby %1 on %2")
        .arg(who->fullName,
             QLocale().toString(answered->time.toLocalTime().date(), QLocale::ShortFormat));
}

void RiskCard::showTreatments()
{
    std::vector<Id<Risk>> risks;
    for (const CellKey &key : m_keys) {
        const Risk risk = storedRisk(key);
        if (!risk.id.isNull())
            risks.push_back(idOf(risk));
    }
    m_treatments->show(m_workspace.project().snapshot(), std::move(risks), m_whyNot.isEmpty());
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
    const RiskMethod &method = m_derived->risks.method();
    const auto words = [&](Level likelihood, Level impact) {
        return tr("%1 likelihood \u00d7 %2 impact = %3")
            .arg(labelOf(likelihood), labelOf(impact), labelOf(method.risk(likelihood, impact)));
    };
    const auto impact = m_draft.impact();
    const bool isWaiting = m_waiting.contains({m_keys[0].subject.id, m_keys[0].threat});
    showIn(m_hint, isWaiting ? whatLacks() : QString());
    const bool isRated = m_draft.likelihood && impact && !isWaiting;
    showIn(m_result, isRated ? words(*m_draft.likelihood, *impact) : QString());
    const bool isBoth = m_draft.residualLikelihood && m_draft.residualImpact;
    showIn(m_remains,
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

/// As it is in the project now, which may be ahead of what is derived.
Risk RiskCard::storedRisk(const CellKey &key) const
{
    const Snapshot now = m_workspace.project().snapshot();
    const RiskCell *cell = m_derived->risks.cell(key.subject, key.threat);
    if (cell && cell->risk) {
        const Risk *risk = now.find(idOf(*cell->risk));
        return risk ? *risk : Risk();
    }
    for (const Risk &risk : now.rows<Risk>()) {
        if (risk.subject == key.subject && risk.threat == key.threat)
            return risk;
    }
    return {};
}

/// All that are selected, or those of them that an answer takes nothing from which cannot be seen
/// on the card. None: it is not to be given.
std::optional<std::vector<CellKey>>
RiskCard::keysFor(Others others, const std::function<bool(const Risk &)> &isOther)
{
    std::vector<CellKey> alike{m_keys.front()};
    for (size_t i = 1; i < m_keys.size(); ++i) {
        if (!isOther(storedRisk(m_keys[i])))
            alike.push_back(m_keys[i]);
    }
    const auto all = m_keys;
    const int left = static_cast<int>(all.size() - alike.size());
    if (left == 0)
        return all;
    if (others == Others::Ask) {
        QMessageBox box(
            QMessageBox::Question, tr("Several threats are selected"),
            tr("%n of the selected threats have another answer already.", nullptr, left),
            QMessageBox::Cancel, this);
        box.setObjectName(QStringLiteral("answer-others"));
        box.setInformativeText(tr("Leave them as they are, or give them this answer too?"));
        auto *leave = box.addButton(tr("Leave them"), QMessageBox::AcceptRole);
        auto *replace = box.addButton(tr("Replace them too"), QMessageBox::DestructiveRole);
        leave->setObjectName(QStringLiteral("leave-others"));
        replace->setObjectName(QStringLiteral("replace-others"));
        box.setDefaultButton(leave);
        box.exec();
        if (box.clickedButton() == replace)
            return all;
        if (box.clickedButton() != leave)
            return std::nullopt;
    }
    m_workspace.say(tr("%n of the selected threats were left as they are", nullptr, left));
    return alike;
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

/// What is out of date is meant to be answered anew.
bool RiskCard::isOutOfDate(const Risk &risk) const
{
    return std::any_of(m_toConfirm.begin(), m_toConfirm.end(), [&](const CellKey &key) {
        return key.subject == risk.subject && key.threat == risk.threat;
    });
}

bool RiskCard::rate()
{
    if (!m_cell)
        return false;
    const Risk draft = m_draft;
    const Risk before = storedRisk();
    m_waiting[{m_keys[0].subject.id, m_keys[0].threat}] = draft;
    m_isWaitingSaved = false;
    const auto isOther = [&](const Risk &risk) {
        return risk.isAnswered() && !isOutOfDate(risk) &&
               (risk.answer == RiskAnswer::DoesNotApply ||
                !(isRatedAlike(risk, before) || isRatedAlike(risk, draft)));
    };
    const auto keys = isWhole() ? keysFor(Others::Ask, isOther) : std::nullopt;
    const bool isStored =
        keys && perform(sentence(tr("Rate %1 for %2"), tr("Rate %n threats for %1", nullptr,
                                                          static_cast<int>(keys->size()))),
                        *keys, [&](Risk &risk) {
                            copyRating(draft, risk);
                            risk.answer = RiskAnswer::Assessed;
                            risk.reason.clear();
                        });
    if (isStored) {
        for (const CellKey &key : *keys)
            m_waiting.erase({key.subject.id, key.threat});
        if (!m_cell)
            return true;
        m_draft = storedRisk();
        showTexts();
        showTreatments();
    }
    if (m_cell)
        showResult();
    return isStored;
}

void RiskCard::keyLikelihood(Level level)
{
    if (!m_cell || !m_whyNot.isEmpty())
        return;
    m_draft.likelihood = level;
    m_waiting[{m_keys[0].subject.id, m_keys[0].threat}] = m_draft;
    m_isWaitingSaved = false;
    showAnswer();
    showMeaning(m_levels.front().bar->meaningOf(level));
}

bool RiskCard::dropWaiting()
{
    if (!m_cell || !m_waiting.erase({m_keys[0].subject.id, m_keys[0].threat}))
        return false;
    m_isWaitingSaved = false;
    m_draft = storedRisk();
    showAnswer();
    showMeaning({});
    return true;
}

bool RiskCard::keyImpact(Level level)
{
    if (!m_cell || !m_whyNot.isEmpty())
        return false;
    for (const auto member : harmedBy(*m_cell->threat))
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
    if (!m_cell)
        return false;
    const auto keys = m_toConfirm;
    const bool isStored =
        perform(sentence(tr("Confirm %1 for %2"),
                         tr("Confirm %n threats for %1", nullptr, static_cast<int>(keys.size()))),
                keys, {});
    for (const CellKey &key : keys) {
        if (isStored && m_waiting.erase({key.subject.id, key.threat}))
            m_isWaitingSaved = false;
    }
    return isStored;
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
    const auto keys = keysFor(Others::Ask, [&](const Risk &risk) {
        return risk.treatment != Treatment::NotDecided && risk.treatment != treatment;
    });
    const bool isStored = keys && perform(sentence(tr("Decide about %1 for %2"),
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
    if (!m_cell || m_draft.*member == words)
        return;
    const auto keys = keysFor(Others::Leave, [&](const Risk &risk) {
        return !(risk.*member).isEmpty() && risk.*member != m_draft.*member;
    });
    if (perform(sentence(tr("Describe %1 for %2"),
                         tr("Describe %n threats for %1", nullptr, static_cast<int>(keys->size()))),
                *keys, [&](Risk &risk) { risk.*member = words; }))
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
    const auto isOther = [&](const Risk &risk) {
        return risk.isAnswered() && !isOutOfDate(risk) &&
               (risk.answer == RiskAnswer::Assessed || risk.reason != m_draft.reason);
    };
    const auto keys = keysFor(byEnter ? Others::Ask : Others::Leave, isOther);
    const bool isStored =
        isKnown || (keys && perform(sentence(tr("Say that %1 does not apply to %2"),
                                             tr("Say that %n threats do not apply to %1", nullptr,
                                                static_cast<int>(keys->size()))),
                                    *keys, [&](Risk &risk) {
                                        risk.answer = RiskAnswer::DoesNotApply;
                                        risk.reason = words;
                                    }));
    if (!isStored || !keys || !m_cell)
        return;
    for (const CellKey &key : *keys) {
        if (m_waiting.erase({key.subject.id, key.threat}))
            m_isWaitingSaved = false;
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
