using Insight.Api.Problems;
using Insight.Warehouse;
using Insight.Warehouse.Operations;

namespace Insight.Api.Server;

/// <summary>Lets requests that change something, or ask for drafts, pass only with one of the stewards' keys as <c>Authorization: Bearer</c>.</summary>
public sealed class StewardDoor(DataFolder folder, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    private readonly Lazy<OperationsStore> store = new(() => OperationsStore.Open(folder, clock));

    /// <summary>The operations store; opened by the first who asks.</summary>
    public OperationsStore Store => store.Value;

    /// <summary>Whether a request carries a steward's key.</summary>
    public bool IsSteward(HttpRequest request) => StewardOf(request) is not null;

    /// <summary>Refuses a request without a key.</summary>
    /// <returns>The name of the steward who sent it.</returns>
    /// <exception cref="ProblemException">401.</exception>
    public string Require(HttpContext context) => StewardOf(context.Request) ?? throw Closed(context);

    /// <summary>Refuses a request without a key, be it a steward's or one that may only deliver.</summary>
    /// <returns>Who sent it, and what the key is bound to.</returns>
    /// <exception cref="ProblemException">401.</exception>
    public Steward RequireHolder(HttpContext context) => HolderOf(context.Request) ?? throw Closed(context);

    private static ProblemException Closed(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"insight steward\"";
        return new ProblemException(StatusProblems.Of(StatusCodes.Status401Unauthorized, context.Request));
    }

    private string? StewardOf(HttpRequest request) => HolderOf(request) is { IsSteward: true } steward ? steward.Name : null;

    private Steward? HolderOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? new StewardKeys(Store, folder, clock).Holder(header[Scheme.Length..]) : null;
    }
}
