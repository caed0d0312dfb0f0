namespace Insight.Warehouse.Observations;

/// <summary>
/// Which member of a breakdown a figure has when none is named. It is <c>total</c>, except for breakdowns that are not parts of a whole but views of it: <c>scope</c>
/// tells figures of staff with the tasks that a municipality has today (<c>like-for-like</c>, the default) from those of its tasks at the time (<c>as-was</c>).
/// </summary>
public static class DefaultMember
{
    /// <summary>The member that stands for the sum over all others.</summary>
    public const string Total = "total";

    /// <summary>Only what belongs to the tasks of today, over all periods, so that a reform does not show as a change.</summary>
    public const string LikeForLike = "like-for-like";

    /// <summary>The name of the breakdown whose default is <see cref="LikeForLike"/>.</summary>
    public const string Scope = "scope";

    /// <summary>Whether a member is the default of its breakdown.</summary>
    public static bool Is(string member) => member is Total or LikeForLike;

    /// <summary>The default among the members of a breakdown, or null where it has none.</summary>
    public static string? Among(IEnumerable<string> members) => members.FirstOrDefault(Is);

    /// <summary>The default of a breakdown whose members are not known.</summary>
    public static string Of(string breakdown) => breakdown == Scope ? LikeForLike : Total;
}
