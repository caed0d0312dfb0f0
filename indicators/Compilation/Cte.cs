namespace Insight.Indicators.Compilation;

/// <summary>One named step of a statement.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Comment">What it does, one line.</param>
/// <param name="Body">A SELECT.</param>
internal sealed record Cte(string Name, string Comment, string Body)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var indented = Body.Trim().ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal);
        return $"-- {Comment}\n{SqlText.Name(Name)} AS (\n  {indented}\n)";
    }
}
