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
    public string Require(HttpContext context)
    {
        if (StewardOf(context.Request) is { } steward)
        {
            return steward;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"insight steward\"";
        throw new ProblemException(StatusProblems.Of(StatusCodes.Status401Unauthorized, context.Request));
    }

    private string? StewardOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? new StewardKeys(Store, folder, clock).Who(header[Scheme.Length..]) : null;
    }
}
