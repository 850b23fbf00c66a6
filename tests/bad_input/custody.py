"""The forms about who is accused and held, with who sends each, and those that may be sent again."""

IN_CUSTODY = {
    "duty/fir/<uuid:pk>/accused/name/": "aslam",
    "duty/accused/<uuid:pk>/strike/": "aslam",
    "duty/accused/<uuid:pk>/age/": "aslam",
    "duty/accused/<uuid:pk>/arrest/": "aslam",
    "duty/lock-up/check/": "rashid",
    "duty/arrests/<uuid:pk>/move/": "rashid",
    "duty/arrests/<uuid:pk>/note/": "rashid",
    "duty/arrests/<uuid:pk>/inform/": "aslam",
    "duty/arrests/<uuid:pk>/produce/": "aslam",
    "duty/arrests/<uuid:pk>/remand/": "aslam",
    "duty/arrests/<uuid:pk>/release/": "rashid",
    "duty/arrests/<uuid:pk>/escape/": "rashid",
}
AGAIN_IN_CUSTODY = {
    "duty/fir/<uuid:pk>/accused/name/",
    "duty/accused/<uuid:pk>/age/",
    "duty/lock-up/check/",
    "duty/arrests/<uuid:pk>/note/",
    "duty/arrests/<uuid:pk>/inform/",
    "duty/arrests/<uuid:pk>/produce/",
    "duty/arrests/<uuid:pk>/remand/",
}
