namespace KefuBlazor.Core.Assignment;

/// <summary>What other slices say to assignment: look soon, something changed that may let a waiting conversation go to somebody.</summary>
internal interface IAssignmentSignal
{
    /// <summary>Returns at once; many calls before the next look are one.</summary>
    void Wake();

    /// <summary>Returns when somebody called <see cref="Wake"/> since the last return.</summary>
    Task WaitAsync(CancellationToken cancellationToken);
}
