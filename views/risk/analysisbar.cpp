// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/analysisbar.h"

#include "model/risk/answering.h"
#include "model/risk/approval.h"
#include "views/kit/registerscreen.h"
#include "views/kit/signdialog.h"
#include "views/risk/recorddialog.h"

#include <QBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>

namespace safeguard {

namespace {

QString assessmentsKey()
{
    return QString::fromLatin1(Assessment::registerKey);
}

QString errorOf(const Status &status)
{
    return status ? QString() : status.error().text;
}

/// What an approver should know although no question is open.
QStringList unresolved(const Derived &derived)
{
    const auto count = [&](const char *rule) {
        return static_cast<int>(
            std::count_if(derived.findings.begin(), derived.findings.end(),
                          [&](const Finding &one) { return one.rule == QLatin1String(rule); }));
    };
    QStringList words;
    if (const int risks = count("risk-untreated"))
        words += AnalysisBar::tr("%n risks are above what is tolerated, with neither an action "
                                 "nor an acceptance.",
                                 nullptr, risks);
    if (const int acceptances = count("acceptance-expired"))
        words += AnalysisBar::tr("%n acceptances have expired.", nullptr, acceptances);
    if (const int actions = count("action-overdue"))
        words += AnalysisBar::tr("%n actions are overdue.", nullptr, actions);
    for (const Finding &finding : derived.findings) {
        if (finding.rule == QStringLiteral("risk-rated-without-words"))
            words += finding.sentence + u'.';
    }
    if (!words.isEmpty())
        words.front().prepend(AnalysisBar::tr("Not resolved: "));
    return words;
}

}

AnalysisBar::AnalysisBar(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_header(new ScreenHeader(tr("Risk analysis"), this))
    , m_note(m_header->note())
    , m_progress(new QProgressBar(this))
    , m_about(new QPushButton(tr("Scope"), m_header))
    , m_reopen(new QPushButton(tr("Reopen"), m_header))
    , m_step(new QPushButton(m_header))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_note->setObjectName(QStringLiteral("risk-note"));
    m_note->setTextFormat(Qt::PlainText);
    m_about->setObjectName(QStringLiteral("about-analysis"));
    connect(m_about, &QPushButton::clicked, this, [this] {
        m_workspace.go({Workspace::screenOf(assessmentsKey()), m_derived->risks.assessment()->id,
                        QStringLiteral("scope")});
    });
    m_about->setToolTip(tr("Scope and participants"));
    m_header->addButton(m_about);
    m_reopen->setObjectName(QStringLiteral("reopen-analysis"));
    m_reopen->setToolTip(tr("To answer, conclude and approve it once more"));
    connect(m_reopen, &QPushButton::clicked, this, &AnalysisBar::reopen);
    m_header->addButton(m_reopen);
    m_step->setObjectName(QStringLiteral("analysis-step"));
    m_step->setProperty("role", QStringLiteral("primary"));
    connect(m_step, &QPushButton::clicked, this, &AnalysisBar::takeStep);
    m_header->addButton(m_step);
    layout->addWidget(m_header);
    m_progress->setTextVisible(false);
    m_progress->setObjectName(QStringLiteral("risk-progress"));
    m_progress->setAccessibleName(tr("How much is answered"));
    layout->addWidget(m_progress);
}

void AnalysisBar::addButton(QWidget *button)
{
    auto *row = static_cast<QBoxLayout *>(m_header->layout());
    row->insertWidget(row->indexOf(m_about), button);
}

void AnalysisBar::show(std::shared_ptr<const Derived> derived)
{
    m_derived = std::move(derived);
    const bool isThere = m_derived && m_derived->risks.assessment();
    m_progress->setVisible(isThere);
    m_about->setVisible(isThere);
    m_step->setVisible(isThere);
    if (!isThere)
        m_reopen->hide();
    if (!isThere)
        return m_note->clear();
    showState();
    showStep();
}

void AnalysisBar::showState()
{
    const RiskMap &risks = m_derived->risks;
    const Coverage coverage = risks.coverage();
    m_progress->setRange(0, qMax(static_cast<int>(coverage.all()), 1));
    m_progress->setValue(static_cast<int>(coverage.done()));
    QString state = nameOf(risks.state());
    const Signature *approval = approvalOf(*risks.assessment(), risks.snapshot());
    if (risks.state() == AnalysisState::Approved && approval)
        state = tr("Approved by %1 on %2")
                    .arg(approval->printedName,
                         QLocale().toString(approval->signedAt.toLocalTime().date(),
                                            QLocale::ShortFormat));
    QStringList parts{risks.assessment()->name, state,
                      tr("%1 of %2 answered").arg(coverage.done()).arg(coverage.all())};
    if (!risks.isOpen() && !coverage.isComplete())
        parts.last() = tr("out of date for %n questions", nullptr,
                          static_cast<int>(coverage.all() - coverage.done()));
    else if (!risks.isOpen())
        parts.removeLast();
    m_note->setText(parts.join(QStringLiteral("   \u00b7   ")));
    m_note->setToolTip(m_note->text());
}

void AnalysisBar::showStep()
{
    const RiskMap &risks = m_derived->risks;
    const Project &project = m_workspace.project();
    QString text = tr("Start next analysis");
    QString why = whyNotStart();
    m_next = Step::Start;
    if (risks.isOpen() && !risks.coverage().isComplete()) {
        m_next = Step::Answer;
        text = tr("Next open question");
        why.clear();
    } else if (risks.isOpen()) {
        m_next = Step::Conclude;
        text = tr("Conclude\u2026");
        why = errorOf(canConclude(project, risks));
    } else if (risks.state() == AnalysisState::Concluded && risks.coverage().isComplete()) {
        m_next = Step::Approve;
        text = tr("Approve\u2026");
        why = errorOf(project.canSign(Meaning::Approved));
    }
    m_reopen->setVisible(mayReopen(risks) && whyNotStart().isEmpty());
    m_step->setText(text);
    m_step->setEnabled(why.isEmpty());
    m_step->setToolTip(why);
}

void AnalysisBar::takeStep()
{
    switch (m_next) {
    case Step::None:
        break;
    case Step::Answer:
        Q_EMIT nextAsked();
        break;
    case Step::Conclude:
        conclude();
        break;
    case Step::Approve:
        approve();
        break;
    case Step::Start:
        start();
        break;
    }
}

void AnalysisBar::conclude()
{
    const auto derived = m_derived;
    const QString name = derived->risks.assessment()->name;
    const bool mayApprove = m_workspace.project().canSign(Meaning::Approved).has_value();
    QMessageBox question(QMessageBox::Question, tr("Conclude the analysis"),
                         tr("Conclude \u201c%1\u201d?").arg(name), QMessageBox::Cancel, this);
    question.setObjectName(QStringLiteral("conclude-dialog"));
    QStringList words{
        tr("Each question is answered. The whole project is kept as a baseline of that name, and "
           "the answers stay as they are until the next analysis. %1")
            .arg(mayApprove ? tr("You approve it with your signature next.")
                            : tr("Somebody who may approve signs it then."))};
    words += unresolved(*derived);
    question.setInformativeText(words.join(QStringLiteral("\n\n")));
    auto *accept = question.addButton(
        mayApprove ? tr("Conclude and approve\u2026") : tr("Conclude"), QMessageBox::AcceptRole);
    accept->setObjectName(QStringLiteral("conclude-accept"));
    question.setDefaultButton(qobject_cast<QPushButton *>(accept));
    question.exec();
    if (question.clickedButton() != accept)
        return;
    m_step->setEnabled(false);
    concludeAnalysisLong(m_workspace.project(), derived->risks)
        .then(this, [this, mayApprove](const Result<Change> &done) {
            if (!done)
                Q_EMIT m_workspace.refused(done.error());
            else if (mayApprove)
                approve();
            showStep();
        });
}

void AnalysisBar::reopen()
{
    const auto derived = m_derived;
    const QString name = derived->risks.assessment()->name;
    m_workspace.perform(tr("Reopen the risk analysis \u201c%1\u201d").arg(name),
                        [&](Edit &edit) { return reopenAnalysis(edit, derived->risks); });
}

void AnalysisBar::approve()
{
    SignDialog dialog(m_workspace, {assessmentsKey(), m_derived->risks.assessment()->id}, this);
    dialog.choose(Meaning::Approved);
    dialog.exec();
}

QString AnalysisBar::whyNotStart() const
{
    const Project &project = m_workspace.project();
    return errorOf(project.canEdit(project.registers().of<Assessment>()));
}

QString AnalysisBar::freeName() const
{
    const Snapshot now = m_workspace.project().snapshot();
    const QString year =
        tr("Security risk analysis %1").arg(m_workspace.project().clock().today().year());
    const auto isTaken = [&](const QString &name) {
        const auto all = now.rows<Assessment>();
        return std::any_of(all.begin(), all.end(), [&](const Assessment &one) {
            return one.name.compare(name, Qt::CaseInsensitive) == 0;
        });
    };
    QString name = year;
    for (int number = 2; isTaken(name); ++number)
        name = tr("%1 (%2)").arg(year).arg(number);
    return name;
}

void AnalysisBar::start()
{
    const Project &project = m_workspace.project();
    auto about = std::make_shared<Assessment>();
    about->name = freeName();
    about->started = project.clock().today();
    about->method =
        tr("Threats that follow from the map are rated for likelihood and impact on the "
           "five levels of NIST SP 800-30 Rev. 1, and combined by its risk matrix.");
    const QStringList fields{QStringLiteral("name"), QStringLiteral("cause"),
                             QStringLiteral("scope"), QStringLiteral("participants")};
    RecordDialog dialog(m_workspace, project.registers().of<Assessment>(), about, fields,
                        {.title = tr("Start an analysis"),
                         .explanation = m_derived && m_derived->risks.assessment()
                                            ? tr("The answers of the last analysis stay in view: "
                                                 "each is confirmed or given anew.")
                                            : QString(),
                         .button = tr("Start"),
                         .sentence = tr("Start %1")},
                        this);
    dialog.setObjectName(QStringLiteral("start-dialog"));
    dialog.suggest(QStringLiteral("cause"),
                   {tr("Yearly"), tr("After a change"), tr("After an incident")});
    dialog.setStore([](Edit &edit, const Record &record) -> Status {
        SG_TRY(
            startAnalysis(edit, static_cast<const Assessment &>(record), ThreatCatalog::current()));
        return {};
    });
    dialog.exec();
}

}
