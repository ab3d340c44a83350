// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/signature.h"
#include "model/store/snapshot.h"

namespace safeguard {

/// What is signed, as text for people and for machines: which record of which project, by whom,
/// when, meaning what, the digest of its content (Snapshot::digestOf()), then the content in words.
/// Its first lines are a format and never translated. All of \a about but text and signature
/// counts.
QString statementOf(const Signature &about, const User &signer, const QByteArray &projectId,
                    const Snapshot &content);

/// Why a signature does not hold, as a sentence; empty when it is the signer's, over this text,
/// and the text is about this record, meaning and time. \a projectId is not looked at when empty.
QString faultOf(const Signature &signature, const User &signer, const QByteArray &projectId);

/// The digest that the text names; empty when it names none.
QByteArray signedDigest(const Signature &signature);

enum class SignatureState {
    Current,    ///< the record is as it was signed
    Superseded, ///< it was edited since
    Gone,       ///< it was removed since
    Expunged,   ///< something was taken out of what was signed, for good
    Broken      ///< see faultOf(); with the key that the text names
};
QString nameOf(SignatureState state);
QString keyOf(SignatureState state);
SignatureState stateOf(const Signature &signature, const Snapshot &now);

/// What a later edit made different in words, a line each; none where only geometry differs.
QStringList changedSince(const Signature &signature, const Snapshot &now);

/// Whether records of the register can be signed: what people write, and baselines.
bool isSignable(const RegisterType &type);
/// Of a record, the oldest first.
/// How many signatures stand as they were given.
int standingCount(const Snapshot &now);
std::vector<const Signature *> signaturesOf(const Snapshot &snapshot, const RecordRef &record);

}
