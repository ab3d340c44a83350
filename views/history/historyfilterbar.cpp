// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/history/historyfilterbar.h"

#include <array>
#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>

namespace safeguard {

namespace {

struct KindGroup
{
    QString words;
    std::set<EntryKind> kinds;
};

std::vector<KindGroup> kindGroups()
{
    using K = EntryKind;
    const auto tr = [](const char *text) { return HistoryFilterBar::tr(text); };
    return {{tr("Every kind"), {}},
            {tr("Edits"), {K::Edit, K::Undo, K::Redo, K::Import, K::Merge}},
            {tr("Signatures"), {K::Sign}},
            {tr("Baselines"), {K::Baseline}},
            {tr("Users and roles"), {K::User}},
            {tr("Events"), {K::Event}},
            {tr("Removed for good"), {K::Expunge}},
            {tr("Set-up and upgrades"), {K::Migration}}};
}

struct Period
{
    QString words;
    int days; ///< back from today, which counts; 0: any time
};

std::vector<Period> periods()
{
    return {{HistoryFilterBar::tr("Any time"), 0},
            {HistoryFilterBar::tr("Today"), 1},
            {HistoryFilterBar::tr("Last 7 days"), 7},
            {HistoryFilterBar::tr("Last 30 days"), 30},
            {HistoryFilterBar::tr("Last 12 months"), 366}};
}

}

HistoryFilterBar::HistoryFilterBar(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_text(new QLineEdit(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_text->setObjectName(QStringLiteral("history-text"));
    m_text->setPlaceholderText(tr("Search in what was done and to what"));
    m_text->setAccessibleName(tr("Search the history"));
    m_text->setClearButtonEnabled(true);
    layout->addWidget(m_text, 1);
    m_user = addCombo(QStringLiteral("history-user"), tr("Who"));
    m_register = addCombo(QStringLiteral("history-register"), tr("Register"));
    m_kind = addCombo(QStringLiteral("history-kind"), tr("Kind of entry"));
    m_period = addCombo(QStringLiteral("history-period"), tr("When"));
    fillUsers();
    m_register->addItem(tr("All registers"));
    for (const RegisterType &type : workspace.project().registers()) {
        if (!type.isPart)
            m_register->addItem(type.plural, type.key);
    }
    for (const KindGroup &group : kindGroups())
        m_kind->addItem(group.words);
    for (const Period &period : periods())
        m_period->addItem(period.words);
    m_recordChip = new QPushButton(this);
    m_recordChip->setObjectName(QStringLiteral("history-record"));
    m_recordChip->setToolTip(tr("Show entries about all records again"));
    layout->addWidget(m_recordChip);
    m_recordChip->hide();
    m_clear = new QPushButton(tr("Clear"), this);
    m_clear->setObjectName(QStringLiteral("history-clear"));
    m_clear->setProperty("role", QStringLiteral("quiet"));
    layout->addWidget(m_clear);
    auto *pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(200);
    connect(m_text, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &HistoryFilterBar::changed);
    connect(m_recordChip, &QPushButton::clicked, this, [this] { setRecord({}); });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        for (QComboBox *combo : {m_user, m_register, m_kind, m_period}) {
            const QSignalBlocker quiet(combo);
            combo->setCurrentIndex(0);
        }
        m_text->clear();
        setRecord({});
    });
    connect(&workspace.project(), &Project::changed, this, [this](const Change &change) {
        if (change.touches(QString::fromLatin1(User::registerKey)))
            fillUsers();
    });
}

QComboBox *HistoryFilterBar::addCombo(const QString &name, const QString &words)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(name);
    combo->setAccessibleName(words);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(11);
    layout()->addWidget(combo);
    connect(combo, &QComboBox::currentIndexChanged, this, &HistoryFilterBar::changed);
    return combo;
}

void HistoryFilterBar::fillUsers()
{
    const QSignalBlocker quiet(m_user);
    const QVariant chosen = m_user->currentData();
    m_user->clear();
    m_user->addItem(tr("Everybody"));
    const Snapshot now = m_workspace.project().snapshot();
    for (const User *user : now.inOrder<User>())
        m_user->addItem(user->fullName, user->id.toBytes());
    m_user->setCurrentIndex(std::max(0, m_user->findData(chosen)));
}

QString HistoryFilterBar::describe(const AnyId &record) const
{
    const Snapshot now = m_workspace.project().snapshot();
    for (const RegisterType &type : now.registers()) {
        if (now.rows(type.key).find(record))
            return now.describe(type.key, record);
    }
    return tr("a removed record");
}

void HistoryFilterBar::setRecord(const AnyId &record)
{
    m_record = record;
    m_recordChip->setVisible(!record.isNull());
    if (!record.isNull())
        m_recordChip->setText(tr("%1  \u00d7").arg(describe(record).left(40)));
    Q_EMIT changed();
}

HistoryFilter HistoryFilterBar::filter() const
{
    HistoryFilter filter;
    filter.text = m_text->text().trimmed();
    filter.user = Id<User>(AnyId::fromBytes(m_user->currentData().toByteArray()));
    filter.kinds = kindGroups().at(static_cast<size_t>(m_kind->currentIndex())).kinds;
    filter.type = m_workspace.project().registers().find(m_register->currentData().toString());
    filter.record = m_record;
    const int days = periods().at(static_cast<size_t>(m_period->currentIndex())).days;
    if (days > 0)
        filter.from = m_workspace.project().clock().today().addDays(1 - days);
    return filter;
}

QString HistoryFilterBar::words() const
{
    QStringList parts;
    for (const QComboBox *combo : {m_user, m_register, m_kind, m_period}) {
        if (combo->currentIndex() > 0)
            parts += combo->currentText();
    }
    if (!m_text->text().trimmed().isEmpty())
        parts += tr("with \u201c%1\u201d").arg(m_text->text().trimmed());
    if (!m_record.isNull())
        parts += tr("about %1").arg(describe(m_record));
    return parts.join(QStringLiteral(", "));
}

}
