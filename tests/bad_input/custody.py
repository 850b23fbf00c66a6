"""The forms about who is accused and held, with who sends each, and those that may be sent again."""

IN_CUSTODY = {
    "work/fir/<uuid:pk>/accused/name/": "aslam",
    "work/accused/<uuid:pk>/strike/": "aslam",
    "work/accused/<uuid:pk>/age/": "aslam",
    "work/accused/<uuid:pk>/arrest/": "aslam",
    "work/lock-up/check/": "rashid",
    "work/arrests/<uuid:pk>/move/": "rashid",
    "work/arrests/<uuid:pk>/note/": "rashid",
    "work/arrests/<uuid:pk>/inform/": "aslam",
    "work/arrests/<uuid:pk>/produce/": "aslam",
    "work/arrests/<uuid:pk>/remand/": "aslam",
    "work/arrests/<uuid:pk>/release/": "rashid",
}
AGAIN_IN_CUSTODY = {
    "work/fir/<uuid:pk>/accused/name/",
    "work/accused/<uuid:pk>/age/",
    "work/lock-up/check/",
    "work/arrests/<uuid:pk>/note/",
    "work/arrests/<uuid:pk>/inform/",
    "work/arrests/<uuid:pk>/produce/",
    "work/arrests/<uuid:pk>/remand/",
}
