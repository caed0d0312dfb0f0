using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Execution;

/// <summary>
/// One open database. DuckDB allows one instance of a file in a process, so all connections to the same file share it: the first opens
/// it, the last to leave closes it and thereby releases the file's lock.
/// </summary>
internal sealed class DatabaseInstance
{
    private static readonly Dictionary<string, DatabaseInstance> Open = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();
    private readonly string? key;
    private readonly string settings;
    private int users = 1;

    private DatabaseInstance(string? key, string settings, DatabaseHandle handle)
    {
        this.key = key;
        this.settings = settings;
        Handle = handle;
    }

    /// <summary>The library's database.</summary>
    public DatabaseHandle Handle { get; }

    /// <summary>The instance of a database, opened when nobody in this process has it open; each call needs a <see cref="Release"/>.</summary>
    /// <exception cref="DuckDBException">It cannot be opened: no such folder, locked by another process, not a database …</exception>
    /// <exception cref="InvalidOperationException">It is open in this process with other settings.</exception>
    public static DatabaseInstance Acquire(DuckDBConnectionStringBuilder target)
    {
        var key = target.SharingKey;
        lock (Gate)
        {
            if (key is null || !Open.TryGetValue(key, out var instance))
            {
                instance = new DatabaseInstance(key, target.SettingsText, OpenDatabase(target));
                if (key is not null)
                {
                    Open.Add(key, instance);
                }

                return instance;
            }

            instance.CheckSettings(target);
            instance.users++;
            return instance;
        }
    }

    /// <summary>A further user of an instance that is open.</summary>
    public DatabaseInstance Share()
    {
        lock (Gate)
        {
            users++;
            return this;
        }
    }

    /// <summary>One user leaves; the last closes the database.</summary>
    public void Release()
    {
        lock (Gate)
        {
            if (--users > 0)
            {
                return;
            }

            if (key is not null)
            {
                Open.Remove(key);
            }

            Handle.Dispose();
        }
    }

    private static unsafe DatabaseHandle OpenDatabase(DuckDBConnectionStringBuilder target)
    {
        NativeMethods.CreateConfig(out var config);
        using (config)
        {
            Configure(config, "errors_as_json", "true");
            foreach (var (name, value) in target.Settings)
            {
                Configure(config, name, value);
            }

            var state = NativeMethods.Open(target.IsMemory ? ":memory:" : target.DataSource, out var database, config, out var error);
            if (state == DuckDBState.Success)
            {
                return database;
            }

            database.Dispose();
            throw DuckDBException.Parse(error is null ? $"IO Error: database '{target.DataSource}' cannot be opened" : NativeText.Take(error), sql: null);
        }
    }

    private static void Configure(ConfigHandle config, string name, string value)
    {
        if (NativeMethods.SetConfig(config, name, value) != DuckDBState.Success)
        {
            throw new DuckDBException(
                DuckDBErrorType.InvalidConfiguration,
                $"The connection string sets '{name}={value}', which DuckDB refuses; its settings are listed by SELECT name FROM duckdb_settings().");
        }
    }

    private void CheckSettings(DuckDBConnectionStringBuilder target)
    {
        if (target.SettingsText != settings)
        {
            throw new InvalidOperationException(
                $"Database '{target.DataSource}' is already open in this process with the settings '{settings}' and cannot be opened with " +
                $"'{target.SettingsText}' at the same time; use the same connection string, or close the other connections first.");
        }
    }
}
