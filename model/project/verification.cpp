// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/verification.h"

#include "model/base/base32.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct VerificationText
{
    Q_DECLARE_TR_FUNCTIONS(Verification)
};

/// What is wrong with one entry, given the one before it; empty when it holds.
QString faultOf(const Entry &entry, qint64 previous, const QByteArray &previousHash,
                const Snapshot &content)
{
    if (entry.sequence != previous + 1)
        return VerificationText::tr("entries %1 to %2 are missing")
            .arg(previous + 1)
            .arg(entry.sequence - 1);
    const bool isLinked = previous == 0
                              ? entry.parents.empty()
                              : !entry.parents.empty() && entry.parents.front() == previousHash;
    if (!isLinked)
        return VerificationText::tr("entry %1 does not follow the entry before it")
            .arg(entry.sequence);
    if (entry.computedHash() != entry.hash)
        return VerificationText::tr("entry %1 was altered: its hash does not match")
            .arg(entry.sequence);
    const User *user = content.find(entry.user);
    if (!user)
        return VerificationText::tr("entry %1 is signed by an unknown user").arg(entry.sequence);
    const auto key = fromBase32(user->publicKey);
    if (!key || !Vault::isSignedBy(*key, entry.hash, entry.signature))
        return VerificationText::tr("entry %1 does not carry the signature of %2")
            .arg(entry.sequence)
            .arg(user->name);
    return {};
}

}

Result<std::vector<VerifyLine>> verifyHistory(Connection &connection, const Snapshot &content,
                                              const VaultProgress &progress)
{
    History history(connection);
    const auto head = history.head();
    SG_TRY(head);
    qint64 previous = 0;
    QByteArray previousHash;
    QString fault;
    bool isCancelled = false;
    const auto read = history.forEach(1, head->first, [&](Entry &&entry) {
        fault = faultOf(entry, previous, previousHash, content);
        previous = entry.sequence;
        previousHash = entry.hash;
        isCancelled = progress && previous % 256 == 0 &&
                      !progress(static_cast<quint32>(previous), static_cast<quint32>(head->first));
        return fault.isEmpty() && !isCancelled;
    });
    if (isCancelled)
        return failure(ErrorCode::Cancelled, VerificationText::tr("The verification was stopped."));
    if (!read)
        fault = VerificationText::tr("after entry %1: %2").arg(previous).arg(read.error().text);
    const QString place = VerificationText::tr("History");
    if (!fault.isEmpty())
        return std::vector<VerifyLine>{{false, place, fault}};
    return std::vector<VerifyLine>{
        {true, place,
         VerificationText::tr("%1 entries, each linked to the one before and signed")
             .arg(previous)}};
}

}
