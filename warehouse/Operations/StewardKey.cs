using System.Security.Cryptography;
using System.Text;

namespace Insight.Warehouse.Operations;

/// <summary>
/// The data steward's key: random, written at first start to <c>steward.key</c> (readable by its owner only), kept in the store as a hash.
/// Every request that changes something carries it as <c>Authorization: Bearer</c>.
/// </summary>
public sealed class StewardKey(OperationsStore store, DataFolder folder, TimeProvider clock)
{
    private const int Bytes = 32;
    private byte[]? hash;

    /// <summary>Makes a key where there is none yet.</summary>
    /// <returns>The new key, to be shown once, or null where one existed.</returns>
    public string? EnsureExists()
    {
        if (StoredHash() is not null)
        {
            return null;
        }

        // The file is written between taking the key's row and committing it, so that two processes at their first start cannot leave
        // the file of one beside the hash of the other.
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO access_key (role, sha256, since) VALUES ('steward', @sha256, @since) ON CONFLICT DO NOTHING";
        insert.Parameters.AddWithValue("@sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        insert.Parameters.AddWithValue("@since", OperationsStore.Text(clock.GetUtcNow()));
        if (insert.ExecuteNonQuery() == 0)
        {
            return null;
        }

        WriteForOwnerOnly(folder.StewardKeyFile, key + "\n");
        transaction.Commit();
        return key;
    }

    /// <summary>Whether a presented key is the steward's; takes the same time wherever it differs.</summary>
    public bool Matches(string presented)
    {
        hash ??= StoredHash();
        return hash is not null && CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(presented.Trim())));
    }

    private byte[]? StoredHash() =>
        store.Query("SELECT sha256 FROM access_key WHERE role = 'steward'", r => Convert.FromHexString(r.GetString(0))).SingleOrDefault();

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
