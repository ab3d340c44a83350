// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/documents/attaching.h"

#include "model/base/base32.h"
#include "model/project/uniqueindex.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <set>

namespace safeguard {

namespace {

struct AttachingText
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

QString freeTitle(const Snapshot &snapshot, const QString &fileName)
{
    std::set<QString> taken;
    for (const Evidence &evidence : snapshot.rows<Evidence>())
        taken.insert(UniqueIndex::fold(Value(evidence.title)));
    const QString base = QFileInfo(fileName).completeBaseName();
    const QString name = base.trimmed().isEmpty() ? fileName : base;
    for (int n = 1;; ++n) {
        const QString candidate = n == 1 ? name : QStringLiteral("%1 (%2)").arg(name).arg(n);
        if (!taken.contains(UniqueIndex::fold(Value(candidate))))
            return candidate;
    }
}

Project::FileWrites writesOf(const Evidence &about, const std::vector<RecordRef> &subjects)
{
    return [about, subjects](Edit &edit, const StoredFile &file) {
        Evidence evidence = about;
        if (evidence.title.trimmed().isEmpty())
            evidence.title = freeTitle(edit.now(), file.name);
        evidence.fileName = file.name;
        evidence.content = file.content;
        evidence.size = static_cast<int>(file.size);
        const Id<Evidence> id = edit.put(std::move(evidence));
        for (const RecordRef &subject : subjects)
            link(edit, id, subject);
        return Status();
    };
}

QString sentenceOf(const Project &project, const QString &name,
                   const std::vector<RecordRef> &subjects)
{
    if (subjects.size() != 1)
        return AttachingText::tr("Add the evidence %1").arg(name);
    return AttachingText::tr("Add the evidence %1 for %2")
        .arg(name, project.snapshot().describe(subjects.front()));
}

QString nameOf(const Evidence &about, const QString &fileName)
{
    return u'\u201c' + (about.title.isEmpty() ? fileName : about.title) + u'\u201d';
}

}

QFuture<Result<Change>> attachLong(Project &project, const QString &path, const Evidence &about,
                                   const std::vector<RecordRef> &subjects,
                                   Project::Progress progress)
{
    return project.attachLong(
        path, project.registers().of<Evidence>(),
        sentenceOf(project, nameOf(about, QFileInfo(path).fileName()), subjects),
        writesOf(about, subjects), std::move(progress));
}

Result<Change> attach(Project &project, const QString &fileName, const QByteArray &bytes,
                      const Evidence &about, const std::vector<RecordRef> &subjects)
{
    return project.attach(fileName, bytes, project.registers().of<Evidence>(),
                          sentenceOf(project, nameOf(about, fileName), subjects),
                          writesOf(about, subjects));
}

Id<Evidence> addedEvidence(const Change &change)
{
    return Id<Evidence>(change.added(QString::fromLatin1(Evidence::registerKey)));
}

void link(Edit &edit, const Id<Evidence> &evidence, const RecordRef &subject)
{
    for (const EvidenceLink &link : edit.now().rows<EvidenceLink>()) {
        if (link.evidence == evidence && link.subject == subject)
            return;
    }
    EvidenceLink link;
    // The same in each copy of the project, so that copies that are brought together have no twins.
    link.id = edit.nameBasedId(edit.registers().of<EvidenceLink>(),
                               evidence.toText() + u' ' + subject.toText());
    link.evidence = evidence;
    link.subject = subject;
    edit.put(std::move(link));
}

void unlink(Edit &edit, const Id<Evidence> &evidence, const RecordRef &subject)
{
    std::vector<AnyId> doomed;
    for (const EvidenceLink &link : edit.now().rows<EvidenceLink>()) {
        if (link.evidence == evidence && link.subject == subject)
            doomed.push_back(link.id);
    }
    (void)edit.removeWithDependents(edit.registers().of<EvidenceLink>(), doomed);
}

std::vector<const Evidence *> evidenceFor(const Snapshot &snapshot, const RecordRef &subject)
{
    std::set<AnyId> linked;
    for (const EvidenceLink &link : snapshot.rows<EvidenceLink>()) {
        if (link.subject == subject)
            linked.insert(link.evidence);
    }
    std::vector<const Evidence *> found;
    for (const Evidence *evidence : snapshot.inOrder<Evidence>()) {
        if (linked.contains(evidence->id))
            found.push_back(evidence);
    }
    return found;
}

std::vector<RecordRef> subjectsOf(const Snapshot &snapshot, const Id<Evidence> &evidence)
{
    std::vector<RecordRef> subjects;
    for (const EvidenceLink *link : snapshot.inOrder<EvidenceLink>()) {
        if (link->evidence == evidence)
            subjects.push_back(link->subject);
    }
    return subjects;
}

std::optional<QDate> retainedUntil(const Snapshot &snapshot, const QString &content)
{
    std::optional<QDate> latest;
    for (const Evidence &evidence : snapshot.rows<Evidence>()) {
        if (evidence.content == content)
            latest = std::max(latest, evidence.retainedUntil); // none is less than any
    }
    return latest && *latest >= snapshot.today() ? latest : std::nullopt;
}

QString removalInWords(const Evidence &evidence, const Snapshot &snapshot)
{
    const Expunction *removal = removalOf(snapshot, evidence.content);
    if (!removal)
        return {};
    const User *by = snapshot.find(removal->by);
    return AttachingText::tr("Its file was removed for good on %1 by %2 (%3): %4")
        .arg(removal->at.toUTC().date().toString(Qt::ISODate), by ? by->fullName : QString(),
             snapshot.registers().of<Expunction>().citeNumber(*removal), removal->reason);
}

QString sizeInWords(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString sha256InWords(const Evidence &evidence)
{
    return QString::fromLatin1(fromBase32(evidence.content).value_or(QByteArray()).toHex());
}

}
