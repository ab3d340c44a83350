// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/home/homepictures.h"

#include <QAbstractTableModel>
#include <QFrame>

class QLabel;
class QTableView;

namespace safeguard {

class HomeTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { LeadColumn, WhatColumn, BadgeColumn, ColumnCount };

    explicit HomeTableModel(QStringList titles, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void show(HomeRows rows);
    const HomeRow &row(int row) const { return m_rows[static_cast<size_t>(row)]; }

private:
    QStringList m_titles;
    HomeRows m_rows;
};

/// A panel of Home: what it is about, its picture with the figures in words, and its table. Title
/// and picture lead to a screen, a row to its record.
class HomePanel final : public QFrame
{
    Q_OBJECT

public:
    HomePanel(const QString &key, const QString &title, const QString &screenTitle,
              const Address &screen, HomePicture *picture, const QStringList &columns,
              QWidget *parent = nullptr);
    void show(HomeContent content);

Q_SIGNALS:
    void asked(const safeguard::Address &address);

private:
    QWidget *makeHead(const QString &title, const QString &screenTitle);
    void makeTable(const QString &key, const QString &title, const QStringList &columns);

    Address m_screen;
    HomePicture *m_picture;
    QLabel *m_words;
    QLabel *m_empty;
    QTableView *m_table = nullptr;
    HomeTableModel *m_model = nullptr;
};

}
