namespace Insight.Api.Facades.Px;

/// <summary>What a request chooses of one variable.</summary>
/// <param name="Variable">Code of the variable.</param>
/// <param name="Values">Codes and expressions; none eliminates the variable.</param>
internal sealed record PxChoice(string Variable, IReadOnlyList<string> Values)
{
    /// <summary>The codelist by which its values are seen.</summary>
    public string? Codelist { get; init; }

    /// <summary>Whether the municipalities of which chosen aggregates are made are wanted in their place.</summary>
    public bool WantsParts { get; init; }
}

/// <summary>Finds the chosen values of all dimensions and where they are placed.</summary>
/// <param name="shape">The table.</param>
/// <param name="mayOmit">Whether a variable that cannot be eliminated may be left out; it then has all its values.</param>
internal sealed class PxChooser(PxShape shape, bool mayOmit)
{
    /// <summary>Most cells of one answer.</summary>
    public const int MostCells = 800_000;

    /// <summary>Chooses.</summary>
    /// <param name="choices">What is chosen; nothing at all is the default selection.</param>
    /// <param name="stub">Variables of the rows, in order.</param>
    /// <param name="heading">Variables of the columns, in order.</param>
    /// <exception cref="Problems.ProblemException">Unknown variables, values, codelists; a wrong placement; too many cells.</exception>
    public PxCube Choose(IReadOnlyList<PxChoice> choices, IReadOnlyList<string> stub, IReadOnlyList<string> heading)
    {
        var axes = choices.Count == 0 && !mayOmit ? Default() : Chosen(choices);
        if (PxCube.CountOf(axes) is var cells and > MostCells)
        {
            throw PxProblems.TooMany(cells, MostCells);
        }

        return Place(axes, stub, heading);
    }

    /// <summary>All areas, the total of each breakdown, the value, the latest period.</summary>
    public List<PxAxis> Default() =>
    [
        .. shape.Dimensions.Select(d => new PxAxis(d, d.Role switch
        {
            PxRole.Time => d.Values.Count == 0 ? [] : [d.Values.Count - 1],
            PxRole.Measure => [0],
            PxRole.Breakdown when d.Elimination is { } standing => [d.IndexOf(standing)],
            _ => Every(d),
        })),
    ];

    /// <summary>All values of all dimensions, of some only those of a codelist.</summary>
    /// <param name="codelists">Ids of codelists by variable.</param>
    /// <exception cref="Problems.ProblemException">An unknown variable or codelist.</exception>
    public IReadOnlyList<PxAxis> Every(IReadOnlyDictionary<string, string> codelists)
    {
        if (codelists.Keys.FirstOrDefault(variable => shape.Find(variable) is null) is { } unknown)
        {
            throw PxProblems.NoVariable(shape, unknown);
        }

        return
        [
            .. shape.Dimensions.Select(d => codelists.FirstOrDefault(c => shape.Find(c.Key) == d) is { Value: { } id }
                ? new PxAxis(d, Values(d, new PxChoice(d.Code, ["*"]) { Codelist = id }))
                : new PxAxis(d, Every(d))),
        ];
    }

    private static int[] Every(PxDimension dimension) => [.. Enumerable.Range(0, dimension.Values.Count)];

    private List<PxAxis> Chosen(IReadOnlyList<PxChoice> choices)
    {
        var byDimension = new Dictionary<PxDimension, PxChoice>();
        foreach (var choice in choices)
        {
            var dimension = shape.Find(choice.Variable) ?? throw PxProblems.NoVariable(shape, choice.Variable);
            if (!byDimension.TryAdd(dimension, choice))
            {
                throw Problems.BadRequest.Contradictory(choice.Variable, null, $"{dimension.Code} is chosen twice; put all its values into one selection.");
            }
        }

        var axes = new List<PxAxis>();
        foreach (var dimension in shape.Dimensions)
        {
            var choice = byDimension.GetValueOrDefault(dimension);
            if (choice is { Values.Count: > 0 } || (dimension.Elimination is null && mayOmit))
            {
                axes.Add(new PxAxis(dimension, choice is { Values.Count: > 0 } ? Values(dimension, choice) : Every(dimension)));
            }
            else if (dimension.Elimination is null)
            {
                throw PxProblems.Missing(dimension);
            }
        }

        return axes;
    }

    private int[] Values(PxDimension dimension, PxChoice choice)
    {
        var codelist = choice.Codelist is { Length: > 0 } id ? Codelist(dimension, id) : null;
        var publication = shape.Table.Publication;
        int[] among = codelist is null ? Every(dimension) : [.. Every(dimension).Where(i => codelist.Has(publication, dimension.Values[i]))];
        IEnumerable<int> found = choice.Values.SelectMany(value => PxExpression.Resolve(dimension, among, value)).Distinct();
        found = dimension.Role == PxRole.Time ? found.Order() : found;
        return codelist is { IsAggregation: true } && choice.WantsParts
            ? [.. found.SelectMany(i => codelist.PartsOf(publication, dimension.Values[i])).Select(dimension.IndexOf).Where(i => i >= 0).Distinct()]
            : [.. found];
    }

    private PxCodelist Codelist(PxDimension dimension, string id)
    {
        PxCodelist[] known = dimension.Role == PxRole.Area ? [.. PxCodelist.Of(shape)] : [];
        return PxCodelist.Find(id) is { } found && known.Contains(found) ? found : throw PxProblems.NoCodelistOf(dimension, id, [.. known.Select(c => c.Id)]);
    }

    private PxCube Place(List<PxAxis> axes, IReadOnlyList<string> stub, IReadOnlyList<string> heading)
    {
        if (stub.Count == 0 && heading.Count == 0)
        {
            return new PxCube(
                shape, [.. axes.Where(a => a.Dimension.Role is PxRole.Area or PxRole.Breakdown)], [.. axes.Where(a => a.Dimension.Role is PxRole.Measure or PxRole.Time)]);
        }

        var (rows, columns) = (Named(axes, stub), Named(axes, heading));
        if (rows.Intersect(columns).FirstOrDefault() is { } twice)
        {
            throw PxProblems.BadPlacement(twice.Dimension.Code, $"{twice.Dimension.Code} stands both in the stub and in the heading; put it into one of them.");
        }

        List<PxAxis> rest = [.. axes.Except(rows).Except(columns)];
        if (rest.Count > 0 && stub.Count > 0 && heading.Count > 0)
        {
            throw PxProblems.BadPlacement(rest[0].Dimension.Code, $"{rest[0].Dimension.Code} stands neither in the stub nor in the heading; put it into one of them, or name only one of the two.");
        }

        return stub.Count == 0 ? new PxCube(shape, rest, columns) : new PxCube(shape, rows, [.. columns, .. rest]);
    }

    private List<PxAxis> Named(List<PxAxis> axes, IReadOnlyList<string> variables) =>
    [
        .. variables.Select(variable => axes.Find(a => a.Dimension == shape.Find(variable))
            ?? throw PxProblems.BadPlacement(variable, $"'{Problems.BadRequest.Cut(variable)}' is not among the chosen variables {string.Join(", ", axes.Select(a => a.Dimension.Code))}.")).Distinct(),
    ];
}
