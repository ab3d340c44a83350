// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/documents/evidence.h"
#include "model/project/project.h"

namespace safeguard {

/// Adds a file as a piece of evidence and links it to \a subjects, as one edit, see
/// Project::attachLong(). \a about has what is known of it; without a title it gets one from the
/// file's name that is still free.
QFuture<Result<Change>> attachLong(Project &project, const QString &path, const Evidence &about,
                                   const std::vector<RecordRef> &subjects,
                                   Project::Progress progress);
/// The same with bytes that the program has made, at once.
Result<Change> attach(Project &project, const QString &fileName, const QByteArray &bytes,
                      const Evidence &about, const std::vector<RecordRef> &subjects);
/// The evidence that such an edit added.
Id<Evidence> addedEvidence(const Change &change);

/// Links what is linked already only once.
void link(Edit &edit, const Id<Evidence> &evidence, const RecordRef &subject);
void unlink(Edit &edit, const Id<Evidence> &evidence, const RecordRef &subject);
/// In the order of their numbers.
std::vector<const Evidence *> evidenceFor(const Snapshot &snapshot, const RecordRef &subject);
std::vector<RecordRef> subjectsOf(const Snapshot &snapshot, const Id<Evidence> &evidence);

/// The day until which evidence that names the file has to be kept; none when that is over or not
/// said.
std::optional<QDate> retainedUntil(const Snapshot &snapshot, const QString &content);
/// That the file was removed from the project for good: when, by whom, why; empty when it was not.
QString removalInWords(const Evidence &evidence, const Snapshot &snapshot);
/// "1.4 MB", in the user's language.
QString sizeInWords(qint64 bytes);
/// SHA-256 as other programs show it; empty when the record names no file.
QString sha256InWords(const Evidence &evidence);

}
