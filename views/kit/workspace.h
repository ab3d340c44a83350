// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/findings/deriver.h"
#include "views/kit/drafts.h"
#include "views/kit/tokens.h"

#include <QIcon>
#include <QObject>
#include <QWidget>

namespace safeguard {

class DueDates;

/// A place in the program: a screen and, where one is meant, a record and a field on it.
struct Address
{
    QString screen;
    AnyId record = {};
    QString field = {};
};

struct Deadline;
/// Where what is due is dealt with: a cell of the training matrix, else the record.
Address addressOf(const Deadline &deadline);

/// What every screen of an open project works with: the project, what is derived from it, and the
/// way to other places. Screens never know one another.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(std::unique_ptr<Project> project, QObject *parent = nullptr);
    ~Workspace() override;

    Project &project() const { return *m_project; }
    Deriver &deriver() const { return *m_deriver; }
    Drafts &drafts() const { return *m_drafts; }
    /// What is due; worked out from the first time that somebody asks.
    DueDates &dueDates();
    /// The screen on which records of a register are edited.
    static QString screenOf(const QString &registerKey);

    /// Performs an edit and, when it fails, tells why. True when it is done.
    bool perform(const QString &sentence, const Project::Writes &writes);

public Q_SLOTS:
    void go(const safeguard::Address &address) { Q_EMIT asked(address); }
    void say(const QString &message) { Q_EMIT said(message); }
    void remindAnew(const QString &words) { Q_EMIT remindedAnew(words); }
    void remind(const QString &words, const QString &button, const safeguard::Address &address)
    {
        Q_EMIT reminded(words, button, address);
    }
    void tellBackup(const QString &words, const QString &more, bool isAlert)
    {
        Q_EMIT backupTold(words, more, isAlert);
    }

Q_SIGNALS:
    /// Somebody wants to be elsewhere.
    void asked(const safeguard::Address &address);
    /// A short notice for the status bar.
    void said(const QString &message);
    /// Something waits for somebody, without haste: shown above the screens until it is put away
    /// or \a address is gone to. Empty \a words take it back.
    void reminded(const QString &words, const QString &button, const safeguard::Address &address);
    /// What was reminded of is otherwise now; nothing for whom has put it away.
    void remindedAnew(const QString &words);
    /// How the project is backed up, in a few words, to stay in the status bar; \a more tells the
    /// rest to who asks.
    void backupTold(const QString &words, const QString &more, bool isAlert);
    /// An edit was refused.
    void refused(const safeguard::Error &error);

private:
    std::unique_ptr<Project> m_project;
    std::unique_ptr<Deriver> m_deriver;
    std::unique_ptr<Drafts> m_drafts;
    std::unique_ptr<DueDates> m_dueDates;
};

/// A screen of the program. It is made when first shown and stays.
class Screen : public QWidget
{
    Q_OBJECT

public:
    explicit Screen(QWidget *parent = nullptr)
        : QWidget(parent)
    {}
    /// Brings a record into view, and the keyboard to a field of it.
    virtual void reveal(const Address &) {}
};

/// What a side bar shows beside a screen's name.
struct ScreenCount
{
    QString text;
    bool isAlert = false; ///< something waits here
};

/// One line of the list of screens, which app/desktop owns.
struct ScreenInfo
{
    QString key;
    QString title;
    QString group;
    QString icon;
    std::function<Screen *(Workspace &)> make;
    /// Derived is null until the first result is there.
    std::function<ScreenCount(const Snapshot &, const Derived *)> count = {};
    /// Key of the screen that leads here, where the side bar has no line for it: what is set up
    /// once. Menu and palette know it all the same.
    QString within = {};
};

}
