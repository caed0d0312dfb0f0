using System.Collections;
using System.Data.Common;

namespace Insight.Warehouse.DuckDb;

/// <summary>The parameters of a command, in the order of positional parameters.</summary>
public sealed class DuckDBParameterCollection : DbParameterCollection
{
    private readonly List<DuckDBParameter> items = [];

    /// <inheritdoc/>
    public override int Count => items.Count;

    /// <inheritdoc/>
    public override object SyncRoot => ((ICollection)items).SyncRoot;

    /// <summary>The parameter at a place, from 0.</summary>
    public new DuckDBParameter this[int index]
    {
        get => items[index];
        set => items[index] = value;
    }

    /// <summary>The parameter with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public new DuckDBParameter this[string parameterName]
    {
        get => items[Require(parameterName)];
        set => items[Require(parameterName)] = value;
    }

    /// <summary>Adds a parameter and returns it.</summary>
    public DuckDBParameter Add(DuckDBParameter parameter)
    {
        items.Add(parameter);
        return parameter;
    }

    /// <summary>Adds a named value and returns its parameter.</summary>
    public DuckDBParameter AddWithValue(string name, object? value) => Add(new DuckDBParameter(name, value));

    /// <summary>Adds a parameter, or a value as a positional parameter.</summary>
    public override int Add(object? value)
    {
        items.Add(value as DuckDBParameter ?? new DuckDBParameter(value));
        return items.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    /// <inheritdoc/>
    public override void Clear() => items.Clear();

    /// <inheritdoc/>
    public override bool Contains(object? value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)items).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => items.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object? value) => value is DuckDBParameter parameter ? items.IndexOf(parameter) : -1;

    /// <summary>Place of the parameter with a name, or -1; case and a leading <c>$</c> do not matter.</summary>
    public override int IndexOf(string parameterName)
    {
        var bare = parameterName.TrimStart('$', '@', ':');
        return items.FindIndex(p => p.ParameterName.Equals(bare, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override void Insert(int index, object? value) => items.Insert(index, value as DuckDBParameter ?? new DuckDBParameter(value));

    /// <inheritdoc/>
    public override void Remove(object? value)
    {
        if (value is DuckDBParameter parameter)
        {
            items.Remove(parameter);
        }
    }

    /// <inheritdoc/>
    public override void RemoveAt(int index) => items.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => items.RemoveAt(Require(parameterName));

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => items[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => items[Require(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => items[index] = (DuckDBParameter)value;

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) => items[Require(parameterName)] = (DuckDBParameter)value;

    private int Require(string parameterName)
    {
        var index = IndexOf(parameterName);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"The command has no parameter '{parameterName}'; it has {(items.Count == 0 ? "none" : string.Join(", ", items.Select(p => p.ParameterName)))}.",
                nameof(parameterName));
    }
}
