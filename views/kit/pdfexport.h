// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

namespace safeguard {

/// A name for a file of words that people chose: without what some file systems refuse.
QString fileNameOf(const QString &words);

/// Asks where to, and puts a document there that is made already; tells how that went. \a what: as
/// the history calls it, see Project::exportFile(). \a name: of the file, without its ending.
void exportPdf(Workspace &workspace, QWidget *parent, const QString &what, const QString &name,
               const QByteArray &pdf);

}
