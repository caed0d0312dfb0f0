using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Operations;

/// <summary>
/// The stewards' keys: random, shown once, kept as hashes, one a person, so that the audit log says who did it. The first is made at first
/// start and written to <c>steward.key</c> (readable by its owner only). Every request that changes something carries one as
/// <c>Authorization: Bearer</c>.
/// </summary>
public sealed class StewardKeys(OperationsStore store, DataFolder folder, TimeProvider clock)
{
    /// <summary>Name of the steward whose key is made at first start and lies in the data folder.</summary>
    public const string First = "steward";

    private const int Bytes = 32;
    private const int LongestName = 40;

    /// <summary>Makes the first key where there is none at all yet.</summary>
    /// <returns>The new key, to be shown once, or null where one existed.</returns>
    public string? EnsureExists()
    {
        // The file is written between taking the key's row and committing it, so that two processes at their first start cannot leave
        // the file of one beside the hash of the other.
        using var transaction = store.Begin();
        if (transaction.Query("SELECT 1 FROM steward LIMIT 1", _ => 1).Count > 0)
        {
            return null;
        }

        var key = Insert(transaction, First);
        WriteForOwnerOnly(folder.StewardKeyFile, key + "\n");
        transaction.Commit();
        return key;
    }

    /// <summary>Whose a presented key is, or null; takes the same time wherever it differs.</summary>
    public string? Who(string presented) => Holder(presented) is { IsSteward: true } steward ? steward.Name : null;

    /// <summary>Who holds a presented key, stewards and those who may only deliver; null for nobody.</summary>
    public Steward? Holder(string presented)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(presented.Trim()));
        return store.Query(
                "SELECT name, since, revoked_at, area, source, sha256 FROM steward WHERE revoked_at IS NULL", r => (Holder: Read(r), Hash: Convert.FromHexString(r.GetString(5))))
            .Where(known => CryptographicOperations.FixedTimeEquals(known.Hash, hash)).Select(known => known.Holder).SingleOrDefault();
    }

    /// <summary>All stewards, also those whose key was revoked.</summary>
    public IReadOnlyList<Steward> List() => store.Query(
        "SELECT name, since, revoked_at, area, source FROM steward ORDER BY name", Read);

    /// <summary>Makes a key for one more steward, or for somebody who may only deliver.</summary>
    /// <param name="name">A short name, as it will stand in the audit log.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="area">The only municipality whose files it delivers, or null.</param>
    /// <param name="source">The only source that it delivers to, or null.</param>
    /// <returns>The key, to be shown once. Without area and source it is a steward's.</returns>
    /// <exception cref="FormatException">The name is taken, or is none.</exception>
    public string Add(string name, string by, string? area = null, string? source = null)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_'))
        {
            throw new FormatException($"'{name}' is not a steward's name; it has letters, digits, '-', '.' or '_', at most {LongestName}.");
        }

        return Change(name, by, "key-add", (transaction, known) => known is null
            ? Insert(transaction, name, area, source)
            : throw new FormatException($"There is a steward '{name}' already; give a new key to the same person with 'insight key renew {name}'."));
    }

    /// <summary>Gives a steward a new key in place of a lost or revoked one; the former is good for nothing from now on.</summary>
    /// <returns>The key, to be shown once; that of <see cref="First"/> is written to its file as well.</returns>
    /// <exception cref="FormatException">There is no such steward.</exception>
    public string Renew(string name, string by)
    {
        var key = Change(name, by, "key-renew", (transaction, known) =>
        {
            transaction.Execute("DELETE FROM steward WHERE name = @0", Known(known, name).Name);
            return Insert(transaction, name, known!.Area, known.Source);
        });
        if (name == First)
        {
            WriteForOwnerOnly(folder.StewardKeyFile, key + "\n");
        }

        return key;
    }

    /// <summary>Takes a steward's key away. What the steward did stays in the audit log.</summary>
    /// <exception cref="FormatException">There is no such steward.</exception>
    public void Revoke(string name, string by) => Change(name, by, "key-revoke", (transaction, known) =>
    {
        transaction.Execute("UPDATE steward SET revoked_at = @1 WHERE name = @0 AND revoked_at IS NULL", Known(known, name).Name, OperationsStore.Text(clock.GetUtcNow()));
        return "";
    });

    private static Steward Known(Steward? known, string name) => known
        ?? throw new FormatException($"There is no steward '{name}'; list them with 'insight key list', add one with 'insight key add {name}'.");

    private string Change(string name, string by, string what, Func<StoreTransaction, Steward?, string> change)
    {
        using var transaction = store.Begin();
        var known = List().SingleOrDefault(s => s.Name == name);
        var key = change(transaction, known);
        new AuditLog(store, clock).Add(transaction, new AuditFact(by, what, name, known is null ? null : known.RevokedAt is null ? "valid" : "revoked", key.Length == 0 ? "revoked" : "valid"));
        transaction.Commit();
        return key;
    }

    private static Steward Read(SqliteDataReader r) => new(r.GetString(0), OperationsStore.Moment(r, 1)!.Value, OperationsStore.Moment(r, 2))
    {
        Area = OperationsStore.TextOrNull(r, 3),
        Source = OperationsStore.TextOrNull(r, 4),
    };

    private string Insert(StoreTransaction transaction, string name, string? area = null, string? source = null)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        transaction.Execute(
            "INSERT INTO steward (name, sha256, since, area, source) VALUES (@0, @1, @2, @3, @4)",
            name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), OperationsStore.Text(clock.GetUtcNow()), area, source);
        return key;
    }

    private static void WriteForOwnerOnly(string path, string text)
    {
        // A file that is there already would keep its own mode.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(text));
    }
}

/// <summary>A person who may approve, start and change.</summary>
/// <param name="Name">As in the audit log.</param>
/// <param name="Since">Since when the key is good.</param>
/// <param name="RevokedAt">When it was taken away, or null.</param>
public sealed record Steward(string Name, DateTimeOffset Since, DateTimeOffset? RevokedAt)
{
    /// <summary>The only municipality whose files the key delivers, or null.</summary>
    public string? Area { get; init; }

    /// <summary>The only source that the key delivers to, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the key is for everything, rather than for deliveries only.</summary>
    public bool IsSteward => Area is null && Source is null;
}
