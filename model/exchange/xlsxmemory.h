// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <QByteArray>

class QTemporaryDir;

namespace safeguard {

/// Where libxlsxwriter writes, which only knows paths: a file in memory on Linux, one in a private
/// folder elsewhere.
///
/// The library assembles each part of a workbook in a temporary file first and asks its function
/// lxw_tmpfile() for it. On Linux the program brings its own, which gives it memory.
class XlsxMemory final
{
public:
    XlsxMemory();
    ~XlsxMemory();
    Q_DISABLE_COPY_MOVE(XlsxMemory)

    /// False where there is no memory to write to.
    bool isValid() const;
    QByteArray path() const;
    /// For the library's temporary files; empty where it makes none.
    QByteArray temporaryFolder() const;
    /// What was written; empty when that failed somewhere, of which the library does not tell.
    QByteArray bytes() const;

    /// How often the library was given memory for a part: 0 when it goes to the disk instead.
    static quint64 partsInMemory();

private:
    int m_fd = -1;
    std::unique_ptr<QTemporaryDir> m_folder;
};

}
