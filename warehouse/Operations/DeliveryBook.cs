using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Operations;

/// <summary>What was delivered to this program rather than fetched by it: files and pushed observations. Entries are only added.</summary>
public sealed class DeliveryBook(OperationsStore store, TimeProvider clock)
{
    private const string Columns = "id, source, name, stream, sha256, bytes, at, delivered_by, client_key, rows_read, staged, refused, run, owed";

    /// <summary>Writes a delivery into the book and the audit log, in one transaction with what makes it one.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="keep">Puts the bytes in their place; what it throws leaves no entry.</param>
    public void Add(DeliveryEntry delivery, Action keep)
    {
        using var transaction = store.Begin();
        transaction.Execute(
            $"INSERT INTO delivery ({Columns}) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13)",
            delivery.Id, delivery.Source, delivery.Name, delivery.Stream, delivery.Sha256, delivery.Bytes, OperationsStore.Text(delivery.At), delivery.By, delivery.ClientKey,
            delivery.RowsRead, delivery.Staged, delivery.Refused, delivery.Run, delivery.IsOwed ? 1 : 0);
        new AuditLog(store, clock).Add(transaction, new AuditFact(delivery.By, "deliver", $"{delivery.Source}/{delivery.Name}", null, delivery.Sha256));
        keep();
        transaction.Commit();
    }

    /// <summary>Notes the run that loads a delivery.</summary>
    public void SetRun(string id, string run) => store.Execute("UPDATE delivery SET run = @1 WHERE id = @0", id, run);

    /// <summary>The delivery with an id, or null.</summary>
    public DeliveryEntry? Find(string id) => store.Query($"SELECT {Columns} FROM delivery WHERE id = @0", Read, id).SingleOrDefault();

    /// <summary>The newest delivery of a stream, or null.</summary>
    public DeliveryEntry? Newest(string source, string stream) =>
        store.Query($"SELECT {Columns} FROM delivery WHERE source = @0 AND stream = @1 ORDER BY id DESC LIMIT 1", Read, source, stream).SingleOrDefault();

    /// <summary>The delivery that a sender called so, or null.</summary>
    public DeliveryEntry? OfClientKey(string source, string stream, string clientKey) => store.Query(
        $"SELECT {Columns} FROM delivery WHERE source = @0 AND stream = @1 AND client_key = @2 ORDER BY id DESC LIMIT 1", Read, source, stream, clientKey).SingleOrDefault();

    /// <summary>Deliveries that no run took up yet, or one that was cut off: oldest first.</summary>
    public IReadOnlyList<DeliveryEntry> Owed() => store.Query(
        $"SELECT {Columns} FROM delivery WHERE owed = 1 AND (run IS NULL OR run IN (SELECT id FROM run WHERE state = 'interrupted')) ORDER BY id", Read);

    /// <summary>Deliveries to a source, newest first.</summary>
    public IReadOnlyList<DeliveryEntry> List(string source, int limit) => store.Query($"SELECT {Columns} FROM delivery WHERE source = @0 ORDER BY id DESC LIMIT @1", Read, source, limit);

    private static DeliveryEntry Read(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt64(5), OperationsStore.Moment(r, 6)!.Value, r.GetString(7), OperationsStore.TextOrNull(r, 8),
        r.GetInt64(9), r.GetInt64(10), r.GetInt64(11), OperationsStore.TextOrNull(r, 12))
    { IsOwed = r.GetInt64(13) == 1 };
}

/// <summary>One file, or one set of observations, that was delivered and accepted.</summary>
/// <param name="Id">Sortable by time.</param>
/// <param name="Source">The source.</param>
/// <param name="Name">Name of the payload within its source.</param>
/// <param name="Stream">What it follows: the payload's name; of observations their data set.</param>
/// <param name="Sha256">Hash of the bytes as delivered.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="At">When it came.</param>
/// <param name="By">Whose key delivered it.</param>
/// <param name="ClientKey">The sender's own name for it, or null.</param>
/// <param name="RowsRead">Rows in it.</param>
/// <param name="Staged">Rows of data sets that they made.</param>
/// <param name="Refused">Rows that were refused.</param>
/// <param name="Run">The run that was started to load it, or null.</param>
public sealed record DeliveryEntry(
    string Id, string Source, string Name, string Stream, string Sha256, long Bytes, DateTimeOffset At, string By, string? ClientKey, long RowsRead, long Staged, long Refused, string? Run)
{
    /// <summary>Whether a run is to load it; false where it waits for another file.</summary>
    public bool IsOwed { get; init; }
}
