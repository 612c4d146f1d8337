// Each collection starts a server of its own; more at a time than there are cores would only measure the machine.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
