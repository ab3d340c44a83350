// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <tl/expected.hpp>
#include <vector>

namespace safeguard {

/// What kind of failure it is. Callers branch on this; people read Error::text.
enum class ErrorCode {
    Internal,        ///< a bug in the program, or a state that should not exist
    Io,              ///< the file system refused or failed
    DiskFull,        ///< nothing was changed because there was no room for it
    NotFound,        ///< no such file, register, record or user
    NotAProject,     ///< the file is something else than a Safeguard project
    WrongPassphrase, ///< the user exists, the passphrase does not open the slot
    UnknownUser,     ///< no slot carries this user's name
    Damaged,         ///< the file fails authentication or its structure is broken
    NewerVersion,    ///< written by a later version of the program
    ReadOnly,        ///< the file or its medium cannot be written
    InUse,           ///< another process has the project open
    InvalidInput,    ///< validation of values refused it; see Error::problems
    Refused,         ///< references, rights or another rule refuse it; nothing was changed
    NotPermitted,    ///< this user has not the right
    Cancelled,       ///< the user stopped it; nothing was changed
};

/// One thing that is wrong with one field of one record.
struct FieldProblem
{
    QString field; ///< field key, empty when it concerns the whole record
    QString text;  ///< a sentence for a person
};

/// A failure, worded for a person: what happened, what is safe, what to do.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString text;
    std::vector<FieldProblem> problems = {};
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// The unexpected side of a Result, ready to be returned.
inline tl::unexpected<Error> failure(ErrorCode code, QString text)
{
    return tl::unexpected<Error>(Error{code, std::move(text)});
}

inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// The error's text followed by its field problems, one per line.
QString wholeText(const Error &error);

}

/// Returns the error of \a result to the caller when it has one.
#define SG_TRY(result)                                                                             \
    do {                                                                                           \
        if (auto &&sgTried = (result); !sgTried)                                                   \
            return safeguard::failure(std::move(sgTried).error());                                 \
    } while (false)
